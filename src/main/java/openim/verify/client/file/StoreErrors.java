package openim.verify.client.file;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import openim.verify.client.Asked;
import openim.verify.client.net.HttpAnswer;

/** Reads what an object store says when it does not do as asked. */
final class StoreErrors {

    private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z0-9]{1,60})</Code>");
    private static final Pattern MESSAGE = Pattern.compile("<Message>([^<]{1,200})</Message>");

    private StoreErrors() {}

    static FileFailure rejected(FileStep step, URI url, HttpAnswer answer) {
        Matcher code = CODE.matcher(answer.excerpt());
        Matcher message = MESSAGE.matcher(answer.excerpt());
        return new FileFailure.Rejected(
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
