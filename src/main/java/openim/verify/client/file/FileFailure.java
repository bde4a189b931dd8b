package openim.verify.client.file;

import java.time.Duration;
import java.util.List;
import openim.verify.client.Answer;
import openim.verify.client.Excerpt;
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
    }
}
