package watchbill.core.money;

import watchbill.core.Usage;

/// What an agent has consumed of one model, ever, and what it costs.
///
/// @param responses distinct model responses
/// @param cost the price of all tokens that have one
/// @param unpricedTokens tokens for which there was no price when they were counted
/// @param pricedLaterTokens those of them that have been priced since; they are in `cost`
/// @param staleResponses responses older than the memory of responses: they may have been counted
///   before, so they are in none of the other figures
public record ModelBill(
    String provider,
    String model,
    Usage usage,
    long responses,
    Cost cost,
    long unpricedTokens,
    long pricedLaterTokens,
    long staleResponses) {}
