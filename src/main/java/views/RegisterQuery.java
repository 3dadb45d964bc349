package views;

import java.util.List;
import model.TransferId;

/**
 * Which entries of a transfer's file register are asked for. Paths are logical ones, relative to the package, in UTF-8;
 * they match whole segments.
 *
 * @param under only entries at or below one of these; all when empty
 * @param except not entries at or below one of these
 * @param directories true to have directories too
 * @param removed true to have entries too that are no longer part of the package
 * @param history true to have every finding so far with each entry
 */
public record RegisterQuery(
        TransferId transfer,
        List<String> under,
        List<String> except,
        boolean directories,
        boolean removed,
        boolean history) {

    /** Every file that is still part of the package, without its findings. */
    public static RegisterQuery files(TransferId transfer) {
        return new RegisterQuery(transfer, List.of(), List.of(), false, false, false);
    }

    /** The same entries with every finding so far. */
    public RegisterQuery withHistory() {
        return new RegisterQuery(transfer, under, except, directories, removed, true);
    }
}
