/**
 * The rehearsal's parts as processes of the operating system, so that {@code kill -9} and SIGSTOP are the real ones.
 *
 * <p>Real is what an operator, his tools and his clients meet. Each part is a process with a number, a user, a state and a
 * command line, whose executable lies under its checkout; it holds the part's port itself, so that the kernel refuses
 * connections when it is dead, and accepts them and takes bytes when it is stopped; {@code mage stop} ends it by a signal,
 * {@code mage start} makes it a child of mage; it writes where mage wrote.
 *
 * <p>What stands in is the work. It is done in the process that rehearses, which every such process is tied to by a
 * {@link openim.verify.rehearsal.apart.Doorkeeper}: all bytes of clients go through the {@link
 * openim.verify.rehearsal.apart.DoorProcess}, its death ends the work there as a kill does, with nothing flushed and nobody
 * told, and while it stands still so does the work. What the part had on disk, or would have had, stays: a component that
 * is started again has its data. A process that is gone is noticed at once, one that is stopped within {@link
 * openim.verify.rehearsal.apart.Doorkeeper#LOOK_EVERY}.
 *
 * <p>Linux only: who is stopped is read from {@code /proc}. Of a process in a container it is told by its silence: it gives a
 * sign of life five times a second, and one that has given none for three seconds stands still.
 */
@NullMarked
package openim.verify.rehearsal.apart;

import org.jspecify.annotations.NullMarked;
