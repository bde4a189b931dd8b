package openim.verify.client.file;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import openim.verify.client.api.Md5;

/** Bytes cut into the parts of an upload. */
final class UploadParts {

    /** The size that the server asks for, unless the file is over 10,000 times that. */
    static final int SIZE = 5 * 1024 * 1024;

    private final byte[] bytes;
    private final List<String> md5s;

    UploadParts(byte[] bytes) {
        this.bytes = bytes;
        this.md5s = IntStream.rangeClosed(1, (bytes.length + SIZE - 1) / SIZE)
                .mapToObj(number -> Md5.of(part(number)))
                .toList();
    }

    /** All together. */
    int totalSize() {
        return bytes.length;
    }

    /** Their numbers, from 1 on. */
    List<Integer> numbers() {
        return IntStream.rangeClosed(1, md5s.size()).boxed().toList();
    }

    byte[] part(int number) {
        int from = (number - 1) * SIZE;
        return Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + SIZE));
    }

    /** In the order of the parts. */
    List<String> md5s() {
        return md5s;
    }

    /** What the server knows the whole file by. */
    String hash() {
        return Md5.of(String.join(",", md5s));
    }
}
