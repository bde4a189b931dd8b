package openim.verify.client.net;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import openim.verify.await.Deadline;
import openim.verify.client.Failure;

/**
 * An open connection to somewhere, used for one session, or for one exchange after the other.
 *
 * <p>Closing it ends at once, from any thread, whatever reads or writes on it: the TCP socket is closed underneath TLS,
 * whose own goodbye could block.
 */
public final class Connection implements AutoCloseable {

    private final Socket tcp;
    private final long opened = System.nanoTime();
    private volatile Arrivals arrivals = new Arrivals();
    private volatile Socket talk;

    Connection(Socket tcp) {
        this.tcp = tcp;
        this.talk = tcp;
    }

    /** A connection without any network, on which this answer arrives: to load what talks HTTP before it matters. */
    public static Connection toNowhere(String answer) {
        return new Connection(new CannedSocket(answer));
    }

    Socket tcp() {
        return tcp;
    }

    void securedBy(Socket tls) {
        talk = tls;
    }

    /** What to read from and write to. */
    public Socket socket() {
        return noted();
    }

    NotedSocket noted() {
        return new NotedSocket(talk, arrivals);
    }

    /** What has arrived so far in this exchange. */
    public Arrivals arrivals() {
        return arrivals;
    }

    /** Begins another exchange: what arrived until now belongs to those before. */
    public void beginAgain() {
        arrivals = new Arrivals();
    }

    /**
     * Whether the other side has said nothing more, and not hung up either, as far as is known here. If it has said something,
     * that was no answer to anything, and the connection is of no use any more. Takes about a millisecond.
     */
    public boolean isQuiet() {
        try {
            talk.setSoTimeout(1);
            try {
                talk.getInputStream().read();
                return false;
            } catch (SocketTimeoutException quiet) {
                return true;
            } finally {
                talk.setSoTimeout(0);
            }
        } catch (IOException gone) {
            return false;
        }
    }

    /** How long ago it was opened. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - opened);
    }

    /** Whether it was opened after that reading of {@link System#nanoTime}. */
    boolean openedAfter(long nanos) {
        return opened - nanos > 0;
    }

    /**
     * Why an exchange on this connection failed.
     *
     * @param guard what holds the connection to its deadline
     */
    public NotConnected failed(Exception e, Deadline deadline, Deadline.Guard guard) {
        long arrived = arrivals.count();
        if (guard.fired()) {
            return new NotConnected(
                    Failure.NO_ANSWER,
                    arrived == 0
                            ? "no answer within " + deadline
                            : "no whole answer within " + deadline + ", only " + arrived + " bytes",
                    e);
        }
        return new NotConnected(
                Failure.CUT,
                arrived == 0
                        ? "the connection was closed without an answer"
                        : "the connection was closed in the middle of the answer, after " + arrived + " bytes",
                e);
    }

    @Override
    public void close() {
        try {
            tcp.close();
        } catch (IOException ignored) {
            // Closed is closed.
        }
    }

    /** A socket that leads nowhere and has an answer ready. */
    static final class CannedSocket extends Socket {

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
}
