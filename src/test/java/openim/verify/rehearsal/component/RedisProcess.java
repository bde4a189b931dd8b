package openim.verify.rehearsal.component;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that starts a Redis, tells its port, and waits for its own death. */
final class RedisProcess {

    private RedisProcess() {}

    public static void main(String[] arguments) throws Exception {
        EmbeddedRedis redis = EmbeddedRedis.launch(Relay.toNobodyYet(), Path.of(arguments[0]), "secret");
        try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
            out.write((redis.serverPort() + "\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
            new CountDownLatch(1).await();
        }
    }
}
