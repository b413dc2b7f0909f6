#include "tests/property/two_worlds/flows.h"

#include <set>

#include "absl/algorithm/container.h"
#include "gateway/exchange/attachments.h"
#include "gateway/exchange/consent_access.h"
#include "tests/property/two_worlds/deciding.h"
#include "tests/property/two_worlds/others_sight.h"

namespace tasuki::two_worlds {
namespace {

using exchange::Table;
using google::protobuf::DynamicCastToGenerated;

// Whose births are sealed.
std::string SealedIn(World& world, const Census& census) {
  const auto state = Must(world.ledger().Read());
  std::string sealed;
  for (const std::string& id : IdsOf(census, "subjects")) {
    const auto row = Find<v1::SubjectRow>(*state, Table::kSubject, id);
    if (row.has_value() && row->sealed_birth()) sealed += id + " ";
  }
  return sealed;
}

// Which cases have which names, and in which a birth is sealed.
std::string NamesIn(World& world, const Census& census) {
  const auto state = Must(world.ledger().Read());
  std::set<std::string> names;
  for (const std::string& id : IdsOf(census, "sections")) {
    const auto row = Find<v1::SectionRow>(*state, Table::kSection, id);
    if (!row.has_value() || row->case_().empty() ||
        row->kind() != v1::SECTION_KIND_SUBJECT_PROFILE ||
        row->state() != v1::SECTION_STATE_CONFIRMED) {
      continue;
    }
    const auto editions = Find<v1::EditionsRow>(*state, Table::kEditions, id);
    v1::Record record;
    CHECK(record.ParseFromString(editions->full()));
    names.insert(row->case_() + record.subject_profile().legal_name() + "|" +
                 record.subject_profile().legal_name_kana());
  }
  std::string text;
  for (const std::string& name : names) text += name + " ";
  return text + SealedIn(world, census);
}

// Of whom no text may say who she, or its mother, is.
std::string UnnamedIn(World& world, const Census& census) {
  const auto state = Must(world.ledger().Read());
  std::string unnamed = SealedIn(world, census);
  for (const std::string& id : IdsOf(census, "subjects")) {
    const auto row = Find<v1::SubjectRow>(*state, Table::kSubject, id);
    if (row.has_value() && row->sealed_origin()) unnamed += "of " + id + " ";
  }
  return unnamed;
}

// Whether somebody at the recipient would see what is sent.
std::string SeenByRecipient(const Person& reader, const Put& put) {
  const auto& send =
      *DynamicCastToGenerated<v1::SendMessageRequest>(&put.request);
  Deciding deciding(put.world, reader);
  exchange::Context context = deciding.ContextFor(send.access().purpose());
  const auto subject = send.subject().substr(send.subject().find('/') + 1);
  const auto sections =
      exchange::OwnSections(context, subject, send.sections());
  if (!sections.ok() || !sections->has_value()) return "not own";
  const auto recipient =
      Must(exchange::FindEnabledParty(deciding.state(), send.recipient()));
  if (!recipient.has_value()) return "nobody";
  const exchange::Addressee to = {
      *recipient, {send.persons().begin(), send.persons().end()}};
  return Must(exchange::AnybodySees(context, to, **sections, {})) ? "seen"
                                                                  : "unseen";
}

// Whether the consent is there, and of somebody for whom the reader works.
bool TakenBy(const Person& reader, const Put& put) {
  const auto* const withdraw =
      DynamicCastToGenerated<v1::WithdrawConsentRequest>(&put.request);
  const auto* const narrow =
      DynamicCastToGenerated<v1::NarrowConsentRequest>(&put.request);
  const v1::Access& access =
      withdraw != nullptr ? withdraw->access() : narrow->access();
  Deciding deciding(put.world, reader);
  exchange::Context context = deciding.ContextFor(access.purpose());
  const auto found = exchange::FindConsent(
      context, withdraw != nullptr ? withdraw->name() : narrow->name());
  return found.ok() && found->has_value() &&
         Must(exchange::WorksForHer(context, (*found)->subject));
}

}  // namespace

const std::vector<AcceptedFlow>& AcceptedFlows() {
  static const auto* const flows = new std::vector<AcceptedFlow>{
      {"SEALED_BIRTH",
       "a confidential birth closes who she is to everybody but the hospital's "
       "keeper (SR-01, SR-02)"},
      {"PRE_SEAL_SECTION",
       "what was confirmed before the seal is split off for everybody but its "
       "holder (docs/threats.md)"},
      {"SEALED_ORIGIN", "the same for a child of a confidential birth"},
      {"ADDRESS_PROTECTED",
       "a protected address closes what tells where she is (C02, C15): that "
       "it closes tells that there is a measure; leaving it open can kill"},
      {"CHILD_15_WITHHOLDS",
       "a child of fifteen who refuses closes what rests on consent (SR-15)"},
      {"STOP_USE",
       "a withdrawn consent closes the copies that rest on it, whoever reads "
       "them (SR-20)"},
      {"REGISTERED", "a registered case opens to members of the council"},
      {"COUNCIL_EXCHANGE", "the same, as the ground"},
      {"CHILD_BORN", "a birth ends what holds for the unborn"},
      {"HOME_BODY_CONFLICT",
       "a seconded person's home body has a part in the case (SR-18)"},
      {"CONFLICT_OF_INTEREST", "the person is involved in the case (SR-18)"},
      {"LEGAL_HOLD",
       "a hold closes what is said of her to everybody but each holder "
       "(SR-28)"},
      {"class",
       "the class of a case decides what the council shares of it (CM-2)"},
      {"SECTION_BEFORE_UPGRADE",
       "what is older than an upgrade does not open (SR-09)"},
      {"CHILD_MEASURE_PREPARED",
       "the guidance centre gets names for a measure that it prepares"},
      {"CHIEF_RELEASE",
       "family support gets the health that the supervising worker released"},
      {"ROUTE_BY_CGC", "one route of adoption at a time (AMA 27)"},
      {"ROUTE_BY_AGENCY", "the same"},
      {"ADOPTION_FINAL", "a final adoption closes the link (SR-30)"},
  };
  return *flows;
}

bool IsAccepted(const std::string& steers) {
  return absl::c_any_of(AcceptedFlows(), [&](const AcceptedFlow& flow) {
    return flow.steers == steers;
  });
}

std::string NameOf(Flow flow) {
  switch (flow) {
    case Flow::kNone:
      return "none";
    case Flow::kSealedName:
      return "words that name a sealed person";
    case Flow::kNamedInquiry:
      return "an inquiry by name";
    case Flow::kWithdrawal:
      return "a withdrawal by who works for her";
    case Flow::kRecipientSees:
      return "a recipient who may see it";
  }
  return "";
}

std::string ReasonOf(Flow flow) {
  switch (flow) {
    case Flow::kNone:
      return "";
    case Flow::kSealedName:
      return "refused where a birth is sealed and taken elsewhere: else the "
             "name is stored, or nobody's may be (docs/threats.md)";
    case Flow::kNamedInquiry:
      return "who reads a case's inquiries sees whether its name rules one "
             "out; each try is an entry and an alert "
             "(docs/decisions, whom an inquiry alerts)";
    case Flow::kWithdrawal:
      return "whoever works for her may record that she withdraws, of "
             "whichever consent she names: its random name is then taken, and "
             "else is "
             "not (docs/decisions, who reads a consent)";
    case Flow::kRecipientSees:
      return "a sender is told that nobody there may see its own section "
             "(docs/decisions, a message is decided when it is read)";
  }
  return "";
}

bool Tells(Flow flow, const Person& reader, const Census& census,
           const Put& first, const Put& second) {
  const auto sealed_differs = [&] {
    return UnnamedIn(first.world, census) != UnnamedIn(second.world, census);
  };
  switch (flow) {
    case Flow::kNone:
      return false;
    case Flow::kSealedName:
      return sealed_differs();
    case Flow::kNamedInquiry:
      return NamesIn(first.world, census) != NamesIn(second.world, census);
    case Flow::kWithdrawal:
      return TakenBy(reader, first) != TakenBy(reader, second);
    case Flow::kRecipientSees:
      return SeenByRecipient(reader, first) != SeenByRecipient(reader, second);
  }
  return false;
}

}  // namespace tasuki::two_worlds
