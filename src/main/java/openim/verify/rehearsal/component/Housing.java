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

    /** All in this process, as if each had a container of its own: where one is dead, its name is not known any more. */
    CONTAINED {
        @Override
        public Relay relay() {
            return Relay.toNobodyYet();
        }

        @Override
        String unreachable(String component) {
            return "dial tcp: lookup " + component + " on 127.0.0.11:53: no such host";
        }
    },

    /** Each behind a process of its own, which clients connect to, and which the kernel kills and stops. */
    APART {
        @Override
        public Relay relay() {
            return Relay.behindDoor();
        }
    },

    /** The same, with those processes in containers of Docker, which reach this machine at its bridge. */
    IN_DOCKER {
        @Override
        public Relay relay() {
            return Relay.behindDoor(DockerBridge.address());
        }

        @Override
        String unreachable(String component) {
            return CONTAINED.unreachable(component);
        }
    };

    /** A relay for a part that lives so; it leads nowhere yet. */
    public abstract Relay relay();

    /** What OpenIM's processes say of a component that is dead. */
    String unreachable(String component) {
        return "connection refused";
    }
}
