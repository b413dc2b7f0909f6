#include "tests/gateway/exchange/consent_steps.h"

#include "absl/strings/match.h"
#include "gateway/model/canonical.h"
#include "tests/status_matchers.h"

namespace tasuki::exchange {

v1::WithdrawConsentRequest WithdrawalOf(
    const std::string& consent, const std::vector<std::string>& recipients,
    const std::vector<v1::Category>& categories) {
  v1::WithdrawConsentRequest withdraw;
  *withdraw.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  withdraw.set_name(consent);
  for (const std::string& party : recipients) withdraw.add_recipients(party);
  for (const v1::Category one : categories) withdraw.add_categories(one);
  return withdraw;
}

Release Withdraw(World& world, const World::Person& person,
                 const v1::WithdrawConsentRequest& request) {
  return world.Call(person, "ConsentService/WithdrawConsent", request);
}

v1::NarrowConsentRequest NarrowingOf(const std::string& consent) {
  v1::NarrowConsentRequest narrow;
  *narrow.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  narrow.set_name(consent);
  return narrow;
}

Release Narrow(World& world, const World::Person& person,
               const v1::NarrowConsentRequest& request) {
  return world.Call(person, "ConsentService/NarrowConsent", request);
}

Release GrantFor(World& world, const World::Person& person,
                 const v1::ConsentTerms& terms, const std::string& supersedes) {
  v1::PreviewConsentRequest preview;
  *preview.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
  *preview.mutable_terms() = terms;
  const Release previewed =
      world.Call(person, "ConsentService/PreviewConsent", preview);
  if (!previewed.status.ok()) return previewed;
  v1::PreviewConsentResponse shown;
  shown.ParseFromString(previewed.response);
  v1::GrantConsentRequest grant;
  *grant.mutable_access() = preview.access();
  *grant.mutable_terms() = terms;
  grant.set_preview_hash(shown.preview_hash());
  grant.set_supersedes(supersedes);
  return world.Call(person, "ConsentService/GrantConsent", grant);
}

std::string NameIn(const Release& granted) {
  EXPECT_THAT(granted.status, IsOk());
  v1::GrantConsentResponse response;
  response.ParseFromString(granted.response);
  return response.consent();
}

Release ReadConsent(World& world, const World::Person& person,
                    const std::string& consent) {
  v1::GetConsentRequest request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  request.set_name(consent);
  return world.Call(person, "ConsentService/GetConsent", request);
}

v1::GetConsentResponse ConsentAs(World& world, const World::Person& person,
                                 const std::string& consent) {
  const Release release = ReadConsent(world, person, consent);
  EXPECT_THAT(release.status, IsOk());
  v1::GetConsentResponse response;
  response.ParseFromString(release.response);
  return response;
}

Release ListOf(World& world, const World::Person& person,
               const std::string& subject, int size, const std::string& token) {
  v1::ListConsentsRequest request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  request.set_subject(subject);
  request.set_page_size(size);
  request.set_page_token(token);
  return world.Call(person, "ConsentService/ListConsents", request);
}

std::vector<std::string> Listed(World& world, const World::Person& person,
                                const std::string& subject) {
  const Release release = ListOf(world, person, subject);
  EXPECT_THAT(release.status, IsOk());
  v1::ListConsentsResponse response;
  response.ParseFromString(release.response);
  return {response.consents().begin(), response.consents().end()};
}

v1::ConsentTerms TermsOfOpening(World& world, const Opening& opening) {
  return Stored<v1::ConsentRow>(world, Table::kConsent, opening.consent)
      .terms();
}

bool Sees(World& world, const World::Person& person, const Opening& opening,
          absl::string_view text) {
  const Release release = ReadCase(world, person, opening.a_case);
  return absl::StrContains(release.response, text);
}

std::vector<std::string> StopsTo(World& world, const World::Person& person) {
  std::vector<std::string> stops;
  const auto inbox = InboxOf(world, person);
  for (const v1::MessageHeader& header : inbox.messages()) {
    if (header.kind() == v1::MESSAGE_KIND_STOP_USE) {
      stops.push_back(header.name());
    }
  }
  return stops;
}

void Store(World& world, Table table, const std::string& name,
           const google::protobuf::MessageLite& row) {
  Transaction transaction;
  transaction.changes.rows.push_back(
      {.key = {table, name.substr(name.find('/') + 1)},
       .body = Canonical(row),
       .key_scope = ""});
  Commit(world, transaction);
}

}  // namespace tasuki::exchange
