package openim.verify.rehearsal.service.message;

/** What a consumer group commits. */
enum Commits {
    /** Each record that it took, however its handling went. */
    WHAT_WAS_TAKEN {
        @Override
        boolean after(boolean handled) {
            return true;
        }
    },
    /** Each record that was handled well; a later one commits those before it too. */
    WHAT_WENT_WELL {
        @Override
        boolean after(boolean handled) {
            return handled;
        }
    },
    NOTHING {
        @Override
        boolean after(boolean handled) {
            return false;
        }
    };

    abstract boolean after(boolean handled);
}
