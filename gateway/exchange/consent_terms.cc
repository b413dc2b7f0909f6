#include <set>
#include <string>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gateway/consent/grounds.h"
#include "gateway/disclosure/value_format.h"
#include "gateway/exchange/consent_family.h"
#include "gateway/exchange/consent_preview.h"
#include "gateway/model/id.h"
#include "gateway/model/party.h"

namespace tasuki::exchange {
namespace {

constexpr absl::Duration kLongestConsent = absl::Hours(24 * 366);
constexpr int kMaxParties = 20;
constexpr int kMaxMilestones = 16;
constexpr int kMaxSeries = 8;
constexpr int kMaxDaysAfter = 366;
constexpr size_t kMaxWords = 1000;

using Names = google::protobuf::RepeatedPtrField<std::string>;

absl::Status CheckParties(Reading& state, const Names& names,
                          absl::string_view field) {
  if (names.size() > kMaxParties) {
    return absl::InvalidArgumentError(absl::StrCat(field, ": at most 20"));
  }
  std::set<std::string> seen;
  for (const std::string& name : names) {
    RETURN_IF_ERROR(PartyName::Parse(name, field).status());
    ASSIGN_OR_RETURN(const std::optional<v1::PartyEntry> party,
                     FindEnabledParty(state, name));
    if (!party.has_value() || !seen.insert(name).second) {
      return absl::InvalidArgumentError(
          absl::StrCat(field, ": unknown or repeated party"));
    }
  }
  return absl::OkStatus();
}

absl::Status CheckAllParties(Reading& state, const v1::ConsentTerms& terms) {
  const bool for_nobody = terms.recipients().empty() && terms.family().empty();
  if (terms.holders().empty() || for_nobody) {
    return absl::InvalidArgumentError(
        "terms.holders, terms.recipients: 1 to 20 each");
  }
  RETURN_IF_ERROR(CheckParties(state, terms.holders(), "terms.holders"));
  RETURN_IF_ERROR(CheckParties(state, terms.recipients(), "terms.recipients"));
  RETURN_IF_ERROR(CheckParties(state, terms.excluded(), "terms.excluded"));
  for (const std::string& recipient : terms.recipients()) {
    if (consent::Excludes(terms, recipient)) {
      return absl::InvalidArgumentError(
          "terms.excluded: none of them is a recipient");
    }
  }
  return absl::OkStatus();
}

absl::Status CheckItems(const v1::ConsentTerms& terms) {
  std::set<int> seen;
  for (const v1::ConsentItem& item : terms.items()) {
    if (!v1::Level_IsValid(item.level()) ||
        item.level() <= v1::LEVEL_WITHHELD) {
      return absl::InvalidArgumentError("terms.items.level: required");
    }
    for (const int category : item.categories()) {
      const bool known = v1::Category_IsValid(category) &&
                         category != v1::CATEGORY_UNSPECIFIED;
      const bool never =
          category == v1::CATEGORY_C04 || category == v1::CATEGORY_C29;
      if (!known || never || !seen.insert(category).second) {
        return absl::InvalidArgumentError(
            "terms.items.categories: unknown, repeated or never disclosed");
      }
    }
  }
  if (terms.recipients().empty()) {
    if (terms.items().empty()) return absl::OkStatus();
    return absl::InvalidArgumentError("terms.items: only with recipients");
  }
  if (seen.empty()) return absl::InvalidArgumentError("terms.items: required");
  if (seen.count(v1::CATEGORY_C08) != 0 && !terms.c08_ticked()) {
    return absl::InvalidArgumentError("terms.c08_ticked: C08 needs its tick");
  }
  return absl::OkStatus();
}

absl::Status CheckPurposes(const v1::ConsentTerms& terms) {
  if (terms.purposes().empty()) {
    return absl::InvalidArgumentError("terms.purposes: required");
  }
  std::set<int> seen;
  for (const int purpose : terms.purposes()) {
    if (!v1::Purpose_IsValid(purpose) || purpose == v1::PURPOSE_UNSPECIFIED ||
        !seen.insert(purpose).second) {
      return absl::InvalidArgumentError(
          "terms.purposes: unknown or repeated purpose");
    }
  }
  return absl::OkStatus();
}

absl::Status CheckMilestones(const v1::ConsentTerms& terms) {
  if (terms.milestones_size() > kMaxMilestones) {
    return absl::InvalidArgumentError("terms.milestones: at most 16");
  }
  std::set<int> seen;
  for (const int milestone : terms.milestones()) {
    if (!v1::Milestone_IsValid(milestone) ||
        milestone == v1::MILESTONE_UNSPECIFIED ||
        !seen.insert(milestone).second) {
      return absl::InvalidArgumentError(
          "terms.milestones: unknown or repeated milestone");
    }
  }
  return absl::OkStatus();
}

// A conference is agreed to series by series. Whether there is such a series is
// asked where the caller is known.
absl::Status CheckSeries(const v1::ConsentTerms& terms) {
  const bool for_conference = absl::c_linear_search(
      terms.purposes(), static_cast<int>(v1::PURPOSE_CONFERENCE));
  if (terms.series_size() > kMaxSeries ||
      for_conference == terms.series().empty()) {
    return absl::InvalidArgumentError(
        "terms.series: 1 to 8 with purpose CONFERENCE, else none");
  }
  std::set<std::string> seen;
  for (const std::string& name : terms.series()) {
    RETURN_IF_ERROR(
        ParseResourceId("conferences", name, "terms.series").status());
    if (!seen.insert(name).second) {
      return absl::InvalidArgumentError("terms.series: repeated series");
    }
  }
  return absl::OkStatus();
}

// A code leaves no room for words about her.
bool IsCode(absl::string_view text, size_t most, absl::string_view marks) {
  return !text.empty() && text.size() <= most &&
         absl::ascii_isalnum(text.front()) && absl::c_all_of(text, [&](char c) {
           return absl::ascii_isalnum(c) || absl::StrContains(marks, c);
         });
}

absl::Status CheckForm(const v1::ConsentTerms& terms) {
  if (!v1::OnwardRule_IsValid(terms.onward_rule()) ||
      terms.onward_rule() == v1::ONWARD_RULE_UNSPECIFIED) {
    return absl::InvalidArgumentError("terms.onward_rule: required");
  }
  if (!v1::ConsentMedium_IsValid(terms.medium()) ||
      terms.medium() == v1::CONSENT_MEDIUM_UNSPECIFIED) {
    return absl::InvalidArgumentError("terms.medium: required");
  }
  if (!v1::ConsentCapacity_IsValid(terms.capacity()) ||
      terms.capacity() == v1::CONSENT_CAPACITY_UNSPECIFIED) {
    return absl::InvalidArgumentError("terms.capacity: required");
  }
  if (!IsCode(terms.text_version(), 64, "._-")) {
    return absl::InvalidArgumentError(
        "terms.text_version: 1 to 64 of [A-Za-z0-9._-], not a mark first");
  }
  if (!IsCode(terms.language(), 35, "-")) {
    return absl::InvalidArgumentError("terms.language: a BCP 47 tag");
  }
  return absl::OkStatus();
}

// What ends it, and what it is a stage of.
absl::Status CheckLimits(const v1::ConsentTerms& terms) {
  RETURN_IF_ERROR(CheckHerWords(terms.her_words(), "terms.her_words"));
  if (!v1::ConsentEvent_IsValid(terms.ends_with())) {
    return absl::InvalidArgumentError("terms.ends_with: unknown");
  }
  const bool has_event = terms.ends_with() != v1::CONSENT_EVENT_UNSPECIFIED;
  if (terms.days_after() < 0 || terms.days_after() > kMaxDaysAfter ||
      (terms.days_after() != 0 && !has_event)) {
    return absl::InvalidArgumentError(
        "terms.days_after: 0 to 366, and only after an event");
  }
  const bool for_adoption = absl::c_linear_search(
      terms.purposes(), static_cast<int>(v1::PURPOSE_FOSTER_ADOPTION));
  const bool has_stage =
      terms.adoption_stage() != v1::ADOPTION_STAGE_UNSPECIFIED;
  if (!v1::AdoptionStage_IsValid(terms.adoption_stage()) ||
      (has_stage && (!for_adoption || terms.purposes_size() != 1))) {
    return absl::InvalidArgumentError(
        "terms.adoption_stage: known, and with purpose FOSTER_ADOPTION alone");
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckHerWords(const std::string& words, absl::string_view field) {
  const bool is_text =
      disclosure::CountCharacters(words, /*line_feeds=*/true).has_value();
  if (words.size() <= kMaxWords && is_text) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(field, ": text of at most 1,000 bytes"));
}

absl::Status CheckTerms(Reading& state, const v1::ConsentTerms& terms) {
  RETURN_IF_ERROR(
      ParseResourceId("subjects", terms.subject(), "terms.subject").status());
  RETURN_IF_ERROR(CheckAllParties(state, terms));
  RETURN_IF_ERROR(CheckFamily(terms));
  RETURN_IF_ERROR(CheckPurposes(terms));
  RETURN_IF_ERROR(CheckItems(terms));
  RETURN_IF_ERROR(CheckMilestones(terms));
  RETURN_IF_ERROR(CheckSeries(terms));
  RETURN_IF_ERROR(CheckForm(terms));
  RETURN_IF_ERROR(CheckLimits(terms));
  const absl::Time until = absl::FromUnixSeconds(terms.valid_until());
  if (!state.Before(until) || until > state.now() + kLongestConsent) {
    return absl::InvalidArgumentError(
        "terms.valid_until: in the future, at most one year ahead");
  }
  return absl::OkStatus();
}

}  // namespace tasuki::exchange
