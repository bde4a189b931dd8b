package openim.verify.host;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The end of a log that may be large. */
public final class LastLines {

    private static final int MOST = 256 << 10;

    private LastLines() {}

    /**
     * Its last lines, of its last quarter of a megabyte.
     *
     * @param count how many at most
     */
    public static String of(Path file, int count) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, open.length() - MOST);
            open.seek(from);
            byte[] end = new byte[(int) (open.length() - from)];
            open.readFully(end);
            List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
        }
    }
}
