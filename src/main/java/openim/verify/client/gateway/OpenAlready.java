package openim.verify.client.gateway;

import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** Gives out a socket that is connected already. */
final class OpenAlready extends SocketFactory {

    private final Socket socket;

    OpenAlready(Socket socket) {
        this.socket = socket;
    }

    @Override
    public Socket createSocket() {
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) {
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        return socket;
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        return socket;
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
        return socket;
    }
}
