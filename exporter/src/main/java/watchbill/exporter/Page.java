package watchbill.exporter;

import watchbill.connectors.http.Route;

/// What else an exporter answers.
///
/// @param about what a person finds there, for the list at `/`; empty for what is not listed
public record Page(Route route, String about) {}
