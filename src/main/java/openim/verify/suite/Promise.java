package openim.verify.suite;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a check promises, at the method that proves it: all that is said about it anywhere is read from here. A {@link Journey} has
 * one for each of its steps.
 */
@Documented
@Repeatable(Promise.Several.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Promise {

    /** The id of the check; where {@link Proves} has it, nothing. */
    String check() default "";

    /** The promise as a sentence. */
    String text();

    /** The section of the runbook that it serves. */
    Section section();

    /** The part of the deployment to look at first when it is red, such as {@code openim-push}. */
    String suspect();

    /** What bounds the look. */
    Within within() default Within.CALL;

    /** The checks without which it cannot be looked at. */
    String[] needs() default {};

    /** The shortest suite that asks for it. */
    AskedBy askedBy();

    /** Whether it must be green, or is looked at only where that is possible. */
    boolean required() default true;

    /** Its place among causes: what others rest on has the lower number, and is the one to mend first. */
    int rank();

    /** Those of a journey. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface Several {
        Promise[] value();
    }
}
