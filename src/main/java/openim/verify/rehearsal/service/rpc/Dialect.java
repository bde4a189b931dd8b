package openim.verify.rehearsal.service.rpc;

/** How a family of services words that a callee could not be reached. */
public enum Dialect {
    /** OpenIMServer's: 500 and the callee's name; what the callee says of itself is passed on. */
    OPENIM {
        @Override
        Failure unreachable(String service, String why) {
            return new Failure(500, "grpc service " + service + " down, grpc message " + why, "");
        }

        @Override
        Failure passedOn(Failure answer) {
            return answer;
        }
    },
    /** ChatServer's: gRPC's own code for unavailable; what the callee says without a detail becomes the detail too. */
    CHAT {
        @Override
        Failure unreachable(String service, String why) {
            return new Failure(14, why, "");
        }

        @Override
        Failure passedOn(Failure answer) {
            return answer.detail().isEmpty() ? new Failure(answer.code(), answer.words(), answer.words()) : answer;
        }
    };

    abstract Failure unreachable(String service, String why);

    abstract Failure passedOn(Failure answer);
}
