package openim.verify.rehearsal.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import openim.verify.rehearsal.RehearsalPart;

/**
 * Processes of the operating system that stand for those that this process only plays.
 *
 * <p>Each has the name and the place of the executable that it stands for, and hangs and dies with its part, so that whoever looks
 * into {@code /proc} sees the deployment as on a real machine: what hangs is stopped, and what is ended by its number is dead. It does
 * nothing, and ends with this process however that ends. Where there is no {@code cat} to be copied, nothing stands for anything.
 */
final class StandIns implements AutoCloseable {

    private static final List<Path> CATS = List.of(Path.of("/usr/bin/cat"), Path.of("/bin/cat"));

    private final Optional<Path> idler;
    private final List<StandIn> all = new ArrayList<>();

    private StandIns(Optional<Path> idler) {
        this.idler = idler;
    }

    /** Prepares them; the executable is copied to this directory. */
    static StandIns in(Path directory) {
        try {
            Optional<Path> cat = CATS.stream().filter(Files::isExecutable).findFirst();
            if (cat.isEmpty()) {
                return new StandIns(cat);
            }
            Path idler = Files.copy(cat.get(), directory.resolve("idler"), StandardCopyOption.COPY_ATTRIBUTES);
            return new StandIns(Optional.of(idler).filter(StandIns::idles));
        } catch (IOException e) {
            throw new UncheckedIOException("nothing can stand for processes in " + directory, e);
        }
    }

    /** Some are one program under many names, and know none but those. */
    private static boolean idles(Path executable) {
        try {
            Process trial = new ProcessBuilder(executable.toString()).start();
            trial.getOutputStream().write('\n');
            trial.getOutputStream().close();
            return trial.getInputStream().read() == '\n';
        } catch (IOException cannotBeRun) {
            return false;
        }
    }

    /**
     * These parts, each with a process that stands for it while it lives. Whoever changes them does so by what is returned.
     *
     * @param executable where that of a part lies
     */
    List<RehearsalPart> standFor(List<RehearsalPart> parts, Function<RehearsalPart, Path> executable) {
        if (idler.isEmpty()) {
            return parts;
        }
        parts.forEach(part -> all.add(new StandIn(part, named(executable.apply(part), idler.get()))));
        return List.copyOf(all);
    }

    private static Path named(Path executable, Path idler) {
        try {
            Files.createDirectories(executable.getParent());
            return Files.exists(executable) ? executable : linked(executable, idler);
        } catch (IOException e) {
            throw new UncheckedIOException(executable + " cannot be written", e);
        }
    }

    private static Path linked(Path executable, Path idler) throws IOException {
        try {
            return Files.createLink(executable, idler);
        } catch (UnsupportedOperationException | FileSystemException noLinksHere) {
            return Files.copy(idler, executable, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    /** Ends the processes, and not their parts. */
    @Override
    public void close() {
        all.forEach(StandIn::leave);
    }

    /** Those that a process which is no more left stopped under its directory are ended. */
    static void endThoseOf(Path directory) {
        ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .command()
                        .filter(command -> Path.of(command).startsWith(directory))
                        .isPresent())
                .forEach(ProcessHandle::destroyForcibly);
    }
}
