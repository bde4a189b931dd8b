package openim.verify.rehearsal.service.rpc;

/** How a family of services words that a callee could not be reached. */
public enum Dialect {
    /** OpenIMServer's: 500 and the callee's name. */
    OPENIM {
        @Override
        Failure unreachable(String service, String why) {
            return new Failure(500, "grpc service " + service + " down, grpc message " + why, "");
        }
    },
    /** ChatServer's: gRPC's own code for unavailable. */
    CHAT {
        @Override
        Failure unreachable(String service, String why) {
            return new Failure(14, why, "");
        }
    };

    abstract Failure unreachable(String service, String why);
}
