// Leaks between the exchange and the reader.

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gateway/crypto/digest.h"
#include "gateway/exchange/view.h"
#include "gateway/model/canonical.h"
#include "tests/property/two_worlds/census.h"
#include "tests/property/two_worlds/leak.h"

namespace tasuki::two_worlds {
namespace {

using exchange::AppendField;
using exchange::Index;
using exchange::Release;
using exchange::Snapshot;
using exchange::Table;

constexpr int kUnknownField = 900;

std::string IdIn(const std::string& name) {
  return name.substr(name.find('/') + 1);
}

template <typename Request>
std::string NameIn(const Asked& asked) {
  Request request;
  request.ParseFromString(asked.request);
  return IdIn(request.name());
}

// Where the request names one thing: is there such a row?
bool IsThere(const Asked& asked, const Snapshot& state) {
  const struct {
    const char* method;
    Table table;
  } kNamed[] = {
      {"GetCase", Table::kCase},           {"GetMessage", Table::kMessage},
      {"AcceptMessage", Table::kMessage},  {"GetConsent", Table::kConsent},
      {"GetSubject", Table::kSubject},     {"GetReport", Table::kReport},
      {"PreviewReduced", Table::kSection}, {"WithdrawItem", Table::kItem},
      {"JoinMeeting", Table::kMeeting}};
  for (const auto& [method, table] : kNamed) {
    if (asked.method != method) continue;
    // These requests have their name in field 2, as GetCase has.
    const auto row = state.Read({table, NameIn<v1::GetCaseRequest>(asked)});
    return row.ok() && (*row)->version != 0;
  }
  return false;
}

bool HidesOne(const Asked& asked, const Snapshot& state,
              const Release& release) {
  return absl::IsNotFound(release.status) && IsThere(asked, state);
}

// Sections in the case that is read, hidden ones too.
std::vector<std::string> SectionsOf(const Asked& asked, const Snapshot& state) {
  return Listed(state, Index::kSectionsOfCase,
                NameIn<v1::GetCaseRequest>(asked));
}

// Everything that the case holds, whoever may see it.
std::string WholeCase(const Asked& asked, const Snapshot& state) {
  std::string whole;
  for (const std::string& id : SectionsOf(asked, state)) {
    const auto row = Find<v1::EditionsRow>(state, Table::kEditions, id);
    if (row.has_value()) whole += row->full();
  }
  return whole;
}

bool ReadsCase(const Asked& asked, const Release& release) {
  return asked.method == "GetCase" && release.status.ok();
}

// Changes the disclosure at the end of a response.
template <typename Response, typename Change>
void Rewrite(Release& release, const Change& change) {
  Response response;
  if (!release.status.ok() || !response.ParseFromString(release.response)) {
    return;
  }
  change(response);
  release.response = Canonical(response);
}

void AddRefusal(Release& release, const v1::RefusalDetail& more) {
  v1::RefusalDetail detail;
  detail.ParseFromString(release.refusal);
  detail.MergeFrom(more);
  release.refusal = Canonical(detail);
}

void TellExistence(std::vector<Leak>& leaks) {
  leaks.push_back(
      {.name = "another status for what is hidden",
       .answer = [](const auto& asked, const auto& state, Release& release) {
         if (HidesOne(asked, state, release)) {
           release.status = absl::PermissionDeniedError("not found");
         }
       }});
  leaks.push_back(
      {.name = "a code in the refusal of what is hidden",
       .answer = [](const auto& asked, const auto& state, Release& release) {
         if (!HidesOne(asked, state, release)) return;
         v1::RefusalDetail detail;
         detail.set_code(v1::REFUSAL_CODE_NO_BASIS);
         AddRefusal(release, detail);
       }});
  leaks.push_back(
      {.name = "one more proof for what is hidden",
       .answer = [](const auto& asked, const auto& state, Release& release) {
         if (!HidesOne(asked, state, release)) return;
         v1::RefusalDetail detail;
         detail.ParseFromString(release.refusal);
         if (detail.evidence().empty()) return;
         *detail.add_evidence() = detail.evidence(0);
         release.refusal = Canonical(detail);
       }});
  leaks.push_back(
      {.name = "another text for who is refused",
       .answer = [](const auto& asked, const auto& state, Release& release) {
         if (asked.method != "SendMessage" || release.status.ok()) {
           return;
         }
         v1::SendMessageRequest send;
         send.ParseFromString(asked.request);
         const size_t cases =
             Listed(state, Index::kCasesOfSubject, IdIn(send.subject())).size();
         release.status =
             absl::Status(absl::StatusCode::kFailedPrecondition,
                          absl::StrCat("of her there are ", cases, " cases"));
       }});
  leaks.push_back(
      {.name = "a trailer that counts work done",
       .reply = [](const auto& asked, const auto& state, Reply& reply) {
         if (asked.method != "GetCase") return;
         const size_t size = SectionsOf(asked, state).size();
         reply.trailing_metadata.emplace("x-units", absl::StrCat(size));
       }});
}

void TellOfTheCase(std::vector<Leak>& leaks) {
  leaks.push_back(
      {.name = "a count of all sections",
       .answer = [](const auto& asked, const auto& state, Release& release) {
         if (!ReadsCase(asked, release)) return;
         AppendField(kUnknownField,
                     absl::StrCat(SectionsOf(asked, state).size()),
                     &release.response);
       }});
  leaks.push_back(
      {.name = "an empty section where one is hidden",
       .answer = [](const auto& asked, const auto& state, Release& release) {
         if (!ReadsCase(asked, release)) return;
         Rewrite<v1::GetCaseResponse>(release, [&](auto& response) {
           const int all = static_cast<int>(SectionsOf(asked, state).size());
           while (response.case_().sections_size() < all) {
             response.mutable_case_()->add_sections();
           }
         });
       }});
  leaks.push_back(
      {.name = "a tag over everything",
       .answer = [](const auto& asked, const auto& state, Release& release) {
         if (!ReadsCase(asked, release)) return;
         Rewrite<v1::GetCaseResponse>(release, [&](auto& response) {
           response.mutable_disclosure()->set_etag(
               absl::StrCat(std::hash<std::string>()(WholeCase(asked, state))));
         });
       }});
  leaks.push_back(
      {.name = "withheld categories are listed as withheld",
       .answer = [](const auto& asked, const auto& state, Release& release) {
         if (!ReadsCase(asked, release)) return;
         Rewrite<v1::GetCaseResponse>(release, [&](auto& response) {
           CategorySet all;
           for (const std::string& id : SectionsOf(asked, state)) {
             const auto row =
                 Find<v1::EditionsRow>(state, Table::kEditions, id);
             const auto said = disclosure::CategoriesIn(row->full());
             if (said.ok()) all = all | *said;
           }
           for (const v1::Category category : all.members()) {
             auto& entry = *response.mutable_disclosure()->add_categories();
             entry.set_category(category);
             entry.set_level(v1::LEVEL_WITHHELD);
           }
         });
       }});
  leaks.push_back(
      {.name = "an obligation of a hidden ground",
       .answer = [](const auto& asked, const auto& state, Release& release) {
         if (!ReadsCase(asked, release)) return;
         Rewrite<v1::GetCaseResponse>(release, [&](auto& response) {
           const auto row = Find<v1::CaseRow>(
               state, Table::kCase, NameIn<v1::GetCaseRequest>(asked));
           for (const std::string& id :
                Listed(state, Index::kConsentsOfSubject, row->subjects(0))) {
             response.mutable_disclosure()->add_obligations(
                 static_cast<v1::Obligation>(1 + id[0] % 3));
           }
         });
       }});
  leaks.push_back(
      {.name = "sections in an order that hidden ones decide",
       .answer = [](const auto& asked, const auto& state, Release& release) {
         if (!ReadsCase(asked, release)) return;
         Rewrite<v1::GetCaseResponse>(release, [&](auto& response) {
           auto& sections = *response.mutable_case_()->mutable_sections();
           if (SectionsOf(asked, state).size() % 2 == 1) {
             std::reverse(sections.begin(), sections.end());
           }
         });
       }});
  leaks.push_back(
      {.name = "padding by the size of what is hidden",
       .answer = [](const auto& asked, const auto& state, Release& release) {
         if (!ReadsCase(asked, release)) return;
         AppendField(kUnknownField,
                     std::string(WholeCase(asked, state).size() % 97, ' '),
                     &release.response);
       }});
}

void TellByLists(std::vector<Leak>& leaks) {
  leaks.push_back(
      {.name = "a page that is short by what is hidden",
       .answer = [](const auto& asked, const auto& state, Release& release) {
         if (asked.method != "ListCases") return;
         Rewrite<v1::ListCasesResponse>(release, [&](auto& response) {
           const size_t all =
               Listed(state, Index::kCasesOfParty, asked.party).size() +
               Listed(state, Index::kCasesOfLead, kMaternal).size();
           if (all % 2 == 0 && response.cases_size() > 0) {
             response.mutable_cases()->RemoveLast();
           }
         });
       }});
  leaks.push_back(
      {.name = "a total of messages in the gateway",
       .answer = [](const auto& asked, const auto& state, Release& release) {
         if (asked.method != "ListMessages" || !release.status.ok()) return;
         size_t all = 0;
         for (const std::string& party : PartiesIn(state)) {
           all += Listed(state, Index::kMessagesOfParty, party).size();
         }
         AppendField(kUnknownField, absl::StrCat(all), &release.response);
       }});
  leaks.push_back(
      {.name = "a page token as long as the place is high",
       .answer = [](const auto& asked, const auto& state, Release& release) {
         if (asked.method != "ListCases") return;
         Rewrite<v1::ListCasesResponse>(release, [&](auto& response) {
           if (response.next_page_token().empty()) return;
           for (const std::string& party : PartiesIn(state)) {
             response.mutable_next_page_token()->append(
                 Listed(state, Index::kCasesOfLead, party).size(), 'A');
           }
         });
       }});
  leaks.push_back(
      {.name = "the neutral answer names how many were alerted",
       .answer = [](const auto& asked, const auto& state, Release& release) {
         if (asked.method != "RecordInquiry") return;
         Rewrite<v1::RecordInquiryResponse>(release, [&](auto& response) {
           size_t cases = 0;
           for (const std::string& party : PartiesIn(state)) {
             cases += Listed(state, Index::kCasesOfLead, party).size();
           }
           response.set_answer_en(absl::StrCat("asked ", cases, " leads"));
         });
       }});
  leaks.push_back(
      {.name = "a recipient reads whom else she allowed",
       .answer = [](const auto& asked, const auto& state, Release& release) {
         if (asked.method != "GetConsent") return;
         Rewrite<v1::GetConsentResponse>(release, [&](auto& response) {
           const auto row = Find<v1::ConsentRow>(
               state, Table::kConsent, NameIn<v1::GetConsentRequest>(asked));
           // How many consents there are of her beside it.
           const size_t others = Listed(state, Index::kConsentsOfSubject,
                                        IdIn(row->terms().subject()))
                                     .size();
           response.mutable_terms()->add_recipients(
               absl::StrCat("and ", others));
         });
       }});
  leaks.push_back(
      {.name = "the screen counts the items of the series",
       .tells_of = "an item that nobody there may see",
       .answer = [](const auto& asked, const auto& state, Release& release) {
         if (asked.method != "GetSharedSummary" || !release.status.ok()) {
           return;
         }
         const auto row =
             Find<v1::MeetingRow>(state, Table::kMeeting,
                                  NameIn<v1::GetSharedSummaryRequest>(asked));
         AppendField(
             kUnknownField,
             absl::StrCat(
                 Listed(state, Index::kItemsOfSeries, row->series()).size()),
             &release.response);
       }});
  leaks.push_back(
      {.name = "a draft of others looks like a section of one's own",
       .answer = [](const auto& asked, const auto& state, Release& release) {
         if (asked.method != "PreviewReduced") return;
         const auto row = Find<v1::SectionRow>(
             state, Table::kSection, NameIn<v1::PreviewReducedRequest>(asked));
         if (row.has_value() && row->state() == v1::SECTION_STATE_DRAFT &&
             !release.status.ok()) {
           release.status = absl::FailedPreconditionError("not your draft");
         }
       }});
}

}  // namespace

std::vector<Leak> LeaksInAnswers() {
  std::vector<Leak> leaks;
  TellExistence(leaks);
  TellOfTheCase(leaks);
  TellByLists(leaks);
  return leaks;
}

}  // namespace tasuki::two_worlds
