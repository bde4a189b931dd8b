package openim.verify.message.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import openim.verify.client.ConversationId;

/**
 * How far it was looked for the messages of a flow: part of what is judged, as much as what was seen.
 *
 * <p>A look proves an absence only if it was whole, and began late enough for the message to be there. A look that was cut off, by
 * time, by size, between two pages or for want of a right, accuses nobody and clears nobody.
 */
public final class Coverage {

    /** Where each message must have been looked for before anything good is said of it. */
    public static final List<Layer> REQUIRED = List.of(Layer.PULLED, Layer.STORED);

    private final FlowTimeouts patience;
    private final Map<ConversationId, List<FinalRead>> looks;

    Coverage(FlowTimeouts patience, List<FinalRead> looks) {
        this.patience = patience;
        this.looks = looks.stream().collect(Collectors.groupingBy(FinalRead::conversation));
    }

    /** Whether a layer was read whole, late enough for this message. */
    boolean isWhole(Layer layer, MessageTrace story) {
        Instant notBefore = story.lastSentAt().plus(patience.stored());
        return of(layer, story).stream()
                .anyMatch(look -> look.complete() && !look.at().isBefore(notBefore));
    }

    /** Whether every layer that must be was. */
    boolean isWhole(MessageTrace story) {
        return REQUIRED.stream().allMatch(layer -> isWhole(layer, story));
    }

    /** Whether what was not read of a layer was left out on purpose: it will never be known whole for this message. */
    boolean isLeftOut(Layer layer, MessageTrace story) {
        return !isWhole(layer, story)
                && of(layer, story).stream()
                        .max(Comparator.comparing(FinalRead::at))
                        .filter(look -> look.reach() == FinalRead.Reach.LEFT_OUT)
                        .isPresent();
    }

    /** Whether nothing is left to be looked at for this message. */
    boolean isFinal(MessageTrace story) {
        return REQUIRED.stream().allMatch(layer -> isWhole(layer, story) || isLeftOut(layer, story));
    }

    /** Why a layer is not known whole for this message, in the words of the last look; empty if it is. */
    Optional<String> gap(Layer layer, MessageTrace story) {
        return isWhole(layer, story)
                ? Optional.empty()
                : Optional.of(of(layer, story).stream()
                        .max(Comparator.comparing(FinalRead::at))
                        .map(look -> look.complete()
                                ? "the last look at " + place(layer) + " came before the message could be there"
                                : look.words())
                        .orElse(place(layer) + " was not looked at for "
                                + story.entry().conversation()));
    }

    /** The same of each layer that must be whole and is not. */
    Map<Layer, String> gaps(MessageTrace story) {
        Map<Layer, String> gaps = new EnumMap<>(Layer.class);
        REQUIRED.forEach(layer -> gap(layer, story).ifPresent(why -> gaps.put(layer, why)));
        return gaps;
    }

    private static String place(Layer layer) {
        return layer == Layer.STORED ? "MongoDB" : "what can be pulled";
    }

    private List<FinalRead> of(Layer layer, MessageTrace story) {
        return looks.getOrDefault(story.entry().conversation(), List.of()).stream()
                .filter(look -> look.layer() == layer)
                .toList();
    }
}
