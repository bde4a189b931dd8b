package openim.verify.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import openim.verify.config.setting.SettingKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EditionTest {

    @ParameterizedTest
    @EnumSource(Edition.class)
    void eachIsCalledAsItIsTyped(Edition edition) {
        assertThat(Edition.named(edition.toString())).isSameAs(edition);
        assertThat(Edition.named(edition.serverImageTag())).isSameAs(edition);
        assertThat(SettingKey.REHEARSAL_RELEASE.sentence()).contains("`" + edition + "`");
    }

    @Test
    void anUnknownOneIsAnsweredWithThoseThereAre() {
        assertThatThrownBy(() -> Edition.named("3.7.0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("there are main, 3.8.3-patch.15, 3.8.2, 3.8.1");
    }

    @Test
    void withoutAWordMainIsMeant() {
        assertThat(SettingKey.REHEARSAL_RELEASE.defaultValue()).contains(Edition.MAIN.toString());
    }

    @Test
    void oneKickInFourIsToldSoThatOneLookMaySeeItAndFiveNeverDo() {
        List<Long> told = LongStream.range(0, 9)
                .filter(Edition.V3_8_3_PATCH_15::tellsKick)
                .boxed()
                .toList();

        assertThat(told).containsExactly(0L, 4L, 8L);
        assertThat(LongStream.range(0, 9)).allMatch(Edition.V3_8_2::tellsKick).allMatch(Edition.MAIN::tellsKick);
    }

    @Test
    void servicesAreRegisteredUnderTheNamesOfTheirTime() {
        assertThat(Edition.MAIN.serverService("messageGateway")).isEqualTo("messagegateway-rpc-service");
        assertThat(Edition.V3_8_3_PATCH_15.serverService("messageGateway")).isEqualTo("messageGateway");
        assertThat(Edition.V3_8_3_PATCH_15.chatService("chat")).isEqualTo("chat-rpc-service");
        assertThat(Edition.V3_8_2.chatService("chat")).isEqualTo("chat");
    }
}
