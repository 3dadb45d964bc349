package browser;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Goal: archivists can work with the dashboard all day: by mouse, by keyboard, without scripts, on a phone, in the dark,
 * whatever files are named. Method: a real service as a process, and a real Chromium; one of each for all tests.
 */
@Tag("slow")
class DashboardIT {

    @RegisterExtension
    static final Dashboard DASHBOARD = new Dashboard();

    @Nested
    class Work extends WorkOnTransfers {}

    @Nested
    class Orders extends Steering {}

    @Nested
    class Lines extends LiveLines {}

    @Nested
    class Proof extends UploadsAndProof {}

    @Nested
    class Names extends HostileNames {}

    @Nested
    class Scriptless extends WithoutScripts {}

    @Nested
    class Keys extends ByKeyboard {}

    @Nested
    class Looks extends LooksOfPages {}
}
