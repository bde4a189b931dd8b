package openim.verify.rehearsal.service.process;

/** Somebody tried to work in the name of a process that is dead, or has been since the work began. */
public final class DeadProcessException extends RuntimeException {

    private static final long serialVersionUID = 1;

    DeadProcessException(String name) {
        super(name + " is dead");
    }
}
