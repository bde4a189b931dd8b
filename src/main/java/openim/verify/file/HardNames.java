package openim.verify.file;

import java.util.List;
import java.util.Optional;
import openim.verify.client.file.Content;
import openim.verify.client.file.Download;
import openim.verify.verdict.BrokenPromise;

/** Names that have to be written otherwise in a URL, which is where they get lost. */
public record HardNames(Uploader uploader) {

    private static final int SIZE = 1024;

    private static final List<String> NAMES =
            List.of("with two blanks.txt", "Grüße 漢字 ☕.txt", "100% of it.txt", "50%25 ist ½, 半分.txt");

    /**
     * Uploads the same bytes under each and reads them back.
     *
     * @return what was seen, in words
     * @throws BrokenPromise if one of them does not come back
     */
    public String mustComeBack() {
        Content content = Content.fresh(SIZE);
        List<String> lost =
                NAMES.stream().flatMap(name -> fault(name, content).stream()).toList();
        if (!lost.isEmpty()) {
            throw new BrokenPromise(
                    lost.size() + " of " + NAMES.size() + " files do not come back under their names: " + lost.get(0));
        }
        return NAMES.size() + " files came back by name: '" + String.join("', '", NAMES) + "'";
    }

    private Optional<String> fault(String name, Content content) {
        TriedUpload tried = uploader.uploads(content, name);
        tried.upload().requireDone(tried.owner().toString());
        Download download = tried.owner().downloads(tried.upload().name(), content);
        return download instanceof Download.Equal
                ? Optional.empty()
                : Optional.of("'" + name + "': " + download.description());
    }
}
