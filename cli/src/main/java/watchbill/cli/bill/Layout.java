package watchbill.cli.bill;

/// How a bill is laid out for people.
///
/// @param top how many lines of a section are shown; the others are summed up in one
/// @param width in characters
/// @param bold whether titles are written in bold
public record Layout(int top, int width, boolean bold) {}
