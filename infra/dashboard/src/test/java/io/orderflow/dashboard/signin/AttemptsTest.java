package io.orderflow.dashboard.signin;

import static io.orderflow.dashboard.signin.Attempts.Verdict.ALLOWED;
import static io.orderflow.dashboard.signin.Attempts.Verdict.LOCKED_OUT;
import static io.orderflow.dashboard.signin.Attempts.Verdict.STILL_LOCKED_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AttemptsTest {

    private final Attempts attempts = new Attempts();

    @Test
    void from_one_address_the_eleventh_is_locked_out_and_that_is_told_once() {
        var address = address(1);
        for (int time = 0; time < 10; time++) {
            assertThat(attempts.attempt("olga", address)).isEqualTo(ALLOWED);
        }

        assertThat(attempts.attempt("olga", address)).isEqualTo(LOCKED_OUT);
        assertThat(attempts.attempt("omar", address)).isEqualTo(STILL_LOCKED_OUT);
    }

    @Test
    void strangers_who_guess_a_name_lock_out_strangers_and_not_the_place_where_that_person_works() {
        var office = address(1);
        assertThat(attempts.attempt("olga", office)).isEqualTo(ALLOWED);
        attempts.succeeded("olga", office);

        for (int stranger = 2; stranger < 60; stranger++) {
            attempts.attempt("olga", address(stranger));
        }

        assertThat(attempts.attempt("olga", address(100))).isEqualTo(STILL_LOCKED_OUT);
        assertThat(attempts.attempt("olga", office)).isEqualTo(ALLOWED);
        assertThat(attempts.attempt("omar", address(100))).isEqualTo(ALLOWED);
    }

    private static String address(int last) {
        return "192.0.2." + last;
    }
}
