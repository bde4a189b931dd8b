package openim.verify.rehearsal.service.rpc;

/** How a family of services words that a callee could not be reached. */
public enum Dialect {
    /** OpenIMServer's: 500 and the callee's name; what the callee says of itself is passed on. */
    OPENIM {
        @Override
        RpcFailure unreachable(String service, String why) {
            return new RpcFailure(500, "grpc service " + service + " down, grpc message " + why, "");
        }

        @Override
        RpcFailure passedOn(RpcFailure answer) {
            return answer;
        }
    },
    /** ChatServer's: gRPC's own code for unavailable; what the callee says without a detail becomes the detail too. */
    CHAT {
        @Override
        RpcFailure unreachable(String service, String why) {
            return new RpcFailure(14, why, "");
        }

        @Override
        RpcFailure passedOn(RpcFailure answer) {
            return answer.detail().isEmpty() ? new RpcFailure(answer.code(), answer.words(), answer.words()) : answer;
        }
    };

    abstract RpcFailure unreachable(String service, String why);

    abstract RpcFailure passedOn(RpcFailure answer);
}
