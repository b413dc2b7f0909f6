#ifndef GATEWAY_EXCHANGE_FACTS_H_
#define GATEWAY_EXCHANGE_FACTS_H_

#include "absl/status/status.h"
#include "gateway/consent/grounds.h"
#include "gateway/consent/statement.h"
#include "gateway/exchange/caller.h"
#include "gateway/exchange/reading.h"
#include "gateway/exchange/relation.h"
#include "gateway/model/fact_set.h"
#include "tasuki/v1/state.pb.h"

// What is known of a situation, by where it is known from. A fact that no
// function here sets stays unknown: it opens nothing and lifts no ceiling.
namespace tasuki::exchange {

// Facts of the section itself.
void AddSectionFacts(const v1::SectionRow& section, const Reader& reader,
                     KnownFacts& facts);
// Of a copy: how far it may go on. For rules that changed since it was made.
void AddOnwardFacts(v1::OnwardRule rule, KnownFacts& facts);
// Facts of the section before its background: the subject's seal, what became
// of what a copy was made from, and what the parties are that it concerns.
// After AddSectionFacts.
absl::Status AddBackgroundFacts(Reading& state, const v1::SectionRow& section,
                                const v1::SubjectRow& subject,
                                KnownFacts& facts);
// Is her address protected now? A measure of hers, or of anybody on a case with
// her: mother and child are found at the places of each other (SR-06). Limits
// the decision to the moment when the last one ends.
absl::StatusOr<bool> IsAddressProtected(Reading& state,
                                        const std::string& subject);
// Facts of the subject. A legal hold freezes all that is said of her.
void AddSubjectFacts(const v1::SubjectRow& subject, KnownFacts& facts);
// As if nothing were known of the subject but perhaps that a child is born: for
// what a sender may be told, who need not know of a seal or a protected place.
void SupposeNothingOfHer(bool child_born, KnownFacts& facts);
// By which route a child is adopted: of all who are on the case, for what is
// said of the mother is not opened by asking about her instead of the child.
// After AddSubjectFacts.
absl::Status AddRouteFacts(Reading& state, const v1::CaseRow& a_case,
                           KnownFacts& facts);
// Facts of the case, of the section's place in its history, and of the reader's
// standing in it.
void AddCaseFacts(Reading& state, const v1::CaseRow& a_case,
                  const v1::SectionRow& section, const Standing& standing,
                  const Reader& reader, KnownFacts& facts);
// The same before there is a case.
void AddFactsWithoutCase(KnownFacts& facts);
// Facts of the grounds that hold without anybody's statement.
void AddGroundFacts(const consent::GroundInputs& inputs, KnownFacts& facts);
// Facts of one statement, for a situation that holds its ground alone. What is
// known of consents says nothing there.
void AddStatementFacts(const consent::Statement& statement, KnownFacts& facts);
// Where a ground stands alone, what is known of consents says nothing.
void SupposeNoConsent(KnownFacts& facts);
// Facts of the reader.
void AddReaderFacts(const Reader& reader, KnownFacts& facts);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_FACTS_H_
