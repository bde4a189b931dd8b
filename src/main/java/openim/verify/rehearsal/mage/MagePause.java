package openim.verify.rehearsal.mage;

/** How mage lets time pass between two looks. */
@FunctionalInterface
interface MagePause {

    /** Returns a second later, as mage counts them. */
    void second();
}
