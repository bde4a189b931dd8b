package openim.verify.rehearsal.component;

/** Where the parts of a rehearsal live. */
public enum Housing {
    /** All in this process: what befalls a part is made by the relay before it. */
    TOGETHER {
        @Override
        public Relay relay() {
            return Relay.toNobodyYet();
        }
    },

    /** Each behind a process of its own, which clients connect to, and which the kernel kills and stops. */
    APART {
        @Override
        public Relay relay() {
            return Relay.behindDoor();
        }
    };

    /** A relay for a part that lives so; it leads nowhere yet. */
    public abstract Relay relay();
}
