package openim.verify.rehearsal.service.process;

/** A duty that has to be told when its process hangs, for it has something that works on without passing the gate. */
public interface HangingDuty extends Duty {

    /** Stands still from now on, or goes on. */
    void hung(boolean hung);
}
