package openim.verify.rehearsal.component;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** Carries the bytes of one direction of a line, each when the traffic lets it. */
final class Pump implements Runnable {

    private static final int CHUNK = 16 * 1024;

    private final Socket from;
    private final Socket to;
    private final TrafficGate gate;
    private final Meter meter;
    private final RelayedConnection line;
    private final boolean towardsClient;

    private Traffic last;
    private long carriedSince;
    private boolean inBurst;

    Pump(Socket from, Socket to, TrafficGate gate, Meter meter, RelayedConnection line, boolean towardsClient) {
        this.from = from;
        this.to = to;
        this.gate = gate;
        this.meter = meter;
        this.line = line;
        this.towardsClient = towardsClient;
        this.last = gate.traffic();
    }

    @Override
    public void run() {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] chunk = new byte[CHUNK];
            for (int size = in.read(chunk); size >= 0; size = in.read(chunk)) {
                meter.came(size);
                for (int done = 0; done < size; ) {
                    done += carry(out, chunk, done, size);
                }
                inBurst = in.available() > 0;
            }
            gate.whenNotHanging();
            to.shutdownOutput();
            if (towardsClient) {
                line.close();
            }
        } catch (IOException e) {
            gate.whenNotHanging();
            line.reset();
        }
    }

    /** Carries at least one byte of {@code chunk}, or waits for the traffic to change; returns how many it carried. */
    private int carry(OutputStream out, byte[] chunk, int done, int size) throws IOException {
        Traffic traffic = gate.whenNotHanging();
        if (traffic != last) {
            last = traffic;
            carriedSince = 0;
        }
        int left = size - done;
        if (traffic instanceof Traffic.Dripping drip) {
            return drip(drip, out, chunk, done, left);
        }
        if (traffic instanceof Traffic.Cutting cut && towardsClient) {
            return cut(cut, out, chunk, done, left);
        }
        if (traffic instanceof Traffic.Delaying delay && !inBurst) {
            inBurst = true;
            gate.whileStill(delay, delay.by().toNanos());
            return 0;
        }
        out.write(chunk, done, left);
        return left;
    }

    private int drip(Traffic.Dripping drip, OutputStream out, byte[] chunk, int done, int left) throws IOException {
        int drop = Math.min(left, Math.max(1, drip.bytesPerSecond() / 20));
        gate.whileStill(drip, 1_000_000_000L * drop / drip.bytesPerSecond());
        if (gate.traffic() != drip) {
            return 0;
        }
        out.write(chunk, done, drop);
        return drop;
    }

    private int cut(Traffic.Cutting cut, OutputStream out, byte[] chunk, int done, int left) throws IOException {
        int allowed = (int) Math.min(left, cut.afterBytes() - carriedSince);
        out.write(chunk, done, allowed);
        carriedSince += allowed;
        if (carriedSince >= cut.afterBytes()) {
            line.close();
            throw new IOException("cut");
        }
        return allowed;
    }
}
