package openim.verify.app;

import openim.verify.client.UserId;
import openim.verify.config.Limits;
import openim.verify.target.AccountPool;
import openim.verify.target.Deployment;
import openim.verify.target.History;

/** Our own accounts, among those who are online. */
final class OwnPeople {

    private OwnPeople() {}

    /** How many of them are. One that cannot be asked about is none. */
    static long online(Deployment openim) {
        Limits limits = openim.settings().limits();
        return new AccountPool(
                        openim.settings().reports(),
                        History.nameOf(openim.settings().endpoints().api()),
                        limits.accountPrefix(),
                        limits.pairs())
                .accounts().stream()
                        .map(UserId::new)
                        .filter(account -> openim.im()
                                .users()
                                .onlinePlatforms(account)
                                .value()
                                .filter(platforms -> !platforms.isEmpty())
                                .isPresent())
                        .count();
    }
}
