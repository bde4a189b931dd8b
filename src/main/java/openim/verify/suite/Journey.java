package openim.verify.suite;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a method of a spec as a story that proves several checks, top to bottom: who acts, what is done, what is promised.
 *
 * <pre>{@code
 * @Journey
 * @Promise(check = "message.acknowledged", ...)
 * @Promise(check = "message.pushed", ...)
 * void aMessageTravels(Deployment openim, Given<OpenSessions> people, Steps step) {
 *     var push = openim.settings().deadlines().push();
 *
 *     var sent = step.check("message.acknowledged", note -> people.get().mustSend(3));
 *
 *     step.check("message.pushed", note -> note.says(people.get().mustReceive(sent.get(), push)));
 * }
 * }</pre>
 *
 * <p>The method itself does nothing but tell its {@link Steps}; it is called once in a run, before anything of it is looked at. The
 * steps whose checks the suite asks for are then taken side by side, each in a thread of its own, and JUnit knows each as a test.
 * A step that needs what another gives asks for it, {@code sent.get()}, and so waits for it; a step that nobody asks for is taken
 * only if one needs what it gives. So there are no loops and no conditions outside of steps, and no order but that in which things
 * are needed.
 *
 * <p>Each check that is promised above the method has exactly one step in it; one without a step is undetermined, as a fault of the
 * verifier. Parameters are what the run lends: {@code Given<X>} for whatever may fail or take its time, {@link Steps}, and values
 * that are always there.
 */
@TestTemplate
@ExtendWith({SpecExtension.class, Journeys.StepTests.class})
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Journey {}
