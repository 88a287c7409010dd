package org.latchkey.inspect;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.latchkey.inspect.StageReport.Cost;

/**
 * What becomes of one user, and why. Immutable; never a secret.
 *
 * <p>All texts are as they were typed, and as directories give them: whoever shows them escapes them.
 *
 * @param typed the name as typed
 * @param verdict how a login ends; where no password was given, how it ends with the right one
 * @param decidedBy the name of the directory among several that decided, or empty
 * @param bind what the server answered to the password, or {@code null} where none was sent
 * @param doors what each door answers
 * @param looks what was seen in each directory, in the order they are asked
 * @param cost what looking took: groups above groups are asked for one by one, which a login does not do
 */
public record Explanation(
        String typed,
        Verdict verdict,
        String decidedBy,
        @Nullable BindAnswer bind,
        List<DoorAnswer> doors,
        List<UserLook> looks,
        Cost cost) {

    /** Checks that every part is there, and copies the lists. */
    public Explanation {
        Objects.requireNonNull(typed, "typed");
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(decidedBy, "decidedBy");
        doors = List.copyOf(doors);
        looks = List.copyOf(looks);
        Objects.requireNonNull(cost, "cost");
    }

    /**
     * What a server answered to a bind with the user's password.
     *
     * @param code the result code (RFC 4511 A)
     * @param meaning the code in words
     * @param subCode the sub-code of Active Directory, as {@code 52e}, or empty
     * @param text the server's own words; may be empty
     * @param policy what it said of its password policy, or empty
     */
    public record BindAnswer(int code, String meaning, String subCode, String text, String policy) {

        /** Checks that every part is there. */
        public BindAnswer {
            Objects.requireNonNull(meaning, "meaning");
            Objects.requireNonNull(subCode, "subCode");
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(policy, "policy");
        }
    }

    /**
     * What a door answers.
     *
     * @param door the door
     * @param answer its answer, in words
     */
    public record DoorAnswer(String door, String answer) {

        /** Checks that both are there. */
        public DoorAnswer {
            Objects.requireNonNull(door, "door");
            Objects.requireNonNull(answer, "answer");
        }
    }
}
