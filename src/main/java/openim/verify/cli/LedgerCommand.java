package openim.verify.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The ledger: a flow through an outage, and what became of each of its messages. */
@Command(
        name = "ledger",
        description =
                "Follows each message of a flow through an outage: `open` before or during it, `settle` after it.",
        subcommands = {
            LedgerOpenCommand.class,
            LedgerSettleCommand.class,
            LedgerShowCommand.class,
            LedgerAbandonCommand.class,
            HelpCommand.class
        },
        mixinStandardHelpOptions = true)
final class LedgerCommand {}
