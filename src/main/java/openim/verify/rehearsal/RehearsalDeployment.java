package openim.verify.rehearsal;

import java.util.List;
import openim.verify.target.Rehearsal;

/** The rehearsed deployment as our own tests know it: they may break it, and have it lie. */
public interface RehearsalDeployment extends Rehearsal {

    /**
     * The part of this name; for a process that runs several times all of it ({@code openim-push}) or one
     * ({@code openim-push#3}).
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    RehearsalPart part(String name);

    /** All parts, each process once for each time it runs. */
    List<RehearsalPart> parts();

    /**
     * The store of this name: {@code mongo}, {@code redis} or {@code minio}. It is for losing data: to kill or to hang it,
     * take the {@link #part} of that name, which may be a process of its own.
     *
     * @throws IllegalArgumentException if there is none
     */
    Store store(String name);

    /**
     * Has every part run again, and returns when all services are found and all partitions read; what befell the data
     * stays.
     *
     * @throws IllegalStateException if that takes longer than two minutes
     */
    void mend();

    /** What came in at its doors since it was started. */
    Load load();

    /** What it is made to lie about. */
    Lies lies();

    @Override
    default void kill(String part) {
        part(part).kill();
    }

    @Override
    default void hang(String part) {
        part(part).hang();
    }

    @Override
    default void heal() {
        parts().forEach(RehearsalPart::resume);
        parts().forEach(RehearsalPart::start);
    }

    /** Starts a small one by the provider on the class path, and returns when it takes messages and files. */
    static RehearsalDeployment start() {
        return start(Form.TOGETHER_SMALL);
    }

    /** The same, put up in that form. */
    static RehearsalDeployment start(Form form) {
        return start(form, Edition.MAIN);
    }

    /** The same, of that release. */
    static RehearsalDeployment start(Form form, Edition edition) {
        return start(form, edition, 1);
    }

    /** The same, with so many of openim-api and of openim-msggateway. */
    static RehearsalDeployment start(Form form, Edition edition, int instances) {
        Rehearsal started = Rehearsal.provider()
                .orElseThrow(() -> new IllegalStateException("no rehearsal deployment on the class path"))
                .start(form, edition.toString(), instances);
        return (RehearsalDeployment) started;
    }
}
