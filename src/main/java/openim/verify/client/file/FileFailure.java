package openim.verify.client.file;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import openim.verify.client.Answer;
import openim.verify.client.Asked;
import openim.verify.client.Excerpt;
import openim.verify.client.file.FileClient.FileStep;
import openim.verify.client.net.HttpAnswer;
import openim.verify.verdict.Evidence;

/** Where a file's way broke, and what was said there. */
public sealed interface FileFailure {

    /** At which step. */
    FileStep step();

    /** One line. */
    String description();

    /** The facts. */
    List<Evidence> evidence();

    /** OpenIM did not say errCode 0, or said nothing. */
    record ByOpenIm(FileStep step, Answer answer) implements FileFailure {

        @Override
        public String description() {
            return step + ": " + answer.description() + " from " + answer.asked();
        }

        @Override
        public List<Evidence> evidence() {
            return answer.evidence();
        }
    }

    /** No answer of HTTP came. */
    record Unanswered(FileStep step, Answer.NoReply none) implements FileFailure {

        @Override
        public String description() {
            return step + ": " + none.description() + " from " + none.asked();
        }

        @Override
        public List<Evidence> evidence() {
            return none.evidence();
        }
    }

    /**
     * HTTP answered, but not as it should.
     *
     * @param from who
     * @param code the object store's own, such as SignatureDoesNotMatch; else empty
     * @param html whether a page for people came, as from a proxy in the way
     * @param words the rest of what was said
     */
    record Rejected(FileStep step, String from, int http, String code, boolean html, String words, Duration took)
            implements FileFailure {

        private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z0-9]{1,60})</Code>");
        private static final Pattern MESSAGE = Pattern.compile("<Message>([^<]{1,200})</Message>");

        public Rejected {
            words = Excerpt.of(words);
        }

        @Override
        public String description() {
            return step + ": HTTP " + http + (code.isEmpty() ? "" : " " + code) + (html ? " with an HTML page" : "")
                    + (words.isEmpty() ? "" : ", " + words) + ", from " + from;
        }

        @Override
        public List<Evidence> evidence() {
            return List.of(
                    Evidence.of(Evidence.FROM, from),
                    Evidence.of(Evidence.HTTP, http),
                    Evidence.of("s3Code", code),
                    Evidence.of("html", html),
                    Evidence.of(Evidence.WORDS, words),
                    Evidence.of(Evidence.AFTER_MS, took.toMillis()));
        }

        /** By what an object store says when it does not do as asked. */
        static Rejected by(FileStep step, URI url, HttpAnswer answer) {
            Matcher code = CODE.matcher(answer.excerpt());
            Matcher message = MESSAGE.matcher(answer.excerpt());
            return new Rejected(
                    step,
                    Asked.where(url),
                    answer.status(),
                    code.find() ? code.group(1) : "",
                    answer.isHtml(),
                    message.find() ? message.group(1) : words(step, answer),
                    answer.took());
        }

        private static String words(FileStep step, HttpAnswer answer) {
            return step == FileStep.REDIRECT && answer.status() == 302
                    ? "which leads nowhere that a client could go"
                    : answer.excerpt();
        }
    }
}
