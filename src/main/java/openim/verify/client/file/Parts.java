package openim.verify.client.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import openim.verify.client.api.Md5;

/**
 * Bytes cut into the parts of an upload.
 *
 * @param md5s of the parts, in order
 */
record Parts(byte[] bytes, int partSize, List<String> md5s) {

    /** The part size that the server asks for, unless the file is over 10,000 times that. */
    static final int USUAL_SIZE = 5 * 1024 * 1024;

    static Parts of(byte[] bytes) {
        List<String> md5s = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += USUAL_SIZE) {
            md5s.add(Md5.of(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + USUAL_SIZE))));
        }
        return new Parts(bytes, USUAL_SIZE, List.copyOf(md5s));
    }

    int count() {
        return md5s.size();
    }

    /** A part by its number, from 1 on. */
    byte[] part(int number) {
        int from = (number - 1) * partSize;
        return Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + partSize));
    }

    /** What the server knows the whole file by. */
    String hash() {
        return Md5.of(String.join(",", md5s));
    }
}
