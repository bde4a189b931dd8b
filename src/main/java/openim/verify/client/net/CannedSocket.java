package openim.verify.client.net;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A socket that leads nowhere and has an answer ready. */
final class CannedSocket extends Socket {

    private final InputStream answer;

    CannedSocket(String answer) {
        this.answer = new ByteArrayInputStream(answer.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public InputStream getInputStream() {
        return answer;
    }

    @Override
    public OutputStream getOutputStream() {
        return OutputStream.nullOutputStream();
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public InetAddress getInetAddress() {
        return InetAddress.getLoopbackAddress();
    }
}
