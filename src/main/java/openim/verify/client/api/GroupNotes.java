package openim.verify.client.api;

import openim.verify.client.GroupId;

/**
 * Where groups are noted before they are made, so that those of a run that crashed can be found and ended.
 *
 * <p>Safe for all threads.
 */
public interface GroupNotes {

    /** Keeps none: for whoever knows by himself what he made. */
    GroupNotes NONE = new GroupNotes() {
        @Override
        public void about(GroupId group) {}

        @Override
        public void gone(GroupId group) {}
    };

    /** A group with this id is about to be made. Returns when that is on disk. */
    void about(GroupId group);

    /** There is no such group any more. */
    void gone(GroupId group);
}
