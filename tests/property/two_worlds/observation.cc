#include "tests/property/two_worlds/observation.h"

#include <google/protobuf/text_format.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "adapters/client/client.h"
#include "adapters/client/method.h"
#include "adapters/client/refusal.h"
#include "gateway/audit/leaf.h"
#include "gateway/audit/receipt.h"
#include "gateway/base/check.h"
#include "tasuki/v1/audit_leaf.pb.h"
#include "tasuki/v1/error_status.pb.h"

namespace tasuki::two_worlds {
namespace {

using google::protobuf::DynamicCastToGenerated;
using google::protobuf::Message;

std::string Printed(const Message& message) {
  std::string text;
  google::protobuf::TextFormat::PrintToString(message, &text);
  return text;
}

std::string MetadataText(
    const std::multimap<std::string, std::string>& metadata) {
  std::string text;
  for (const auto& [key, value] : metadata) {
    // Details are compared by themselves.
    const bool details = key == "grpc-status-details-bin";
    absl::StrAppend(&text, key, "=",
                    details ? absl::StrCat(value.size(), " bytes") : value,
                    "\n");
  }
  return text;
}

// Of a page that is not the last one.
std::string* TokenIn(Message& message) {
  const auto* field =
      message.GetDescriptor()->FindFieldByName("next_page_token");
  if (field == nullptr) return nullptr;
  std::string* token = nullptr;
  const auto look = [&]<typename... Page>(Page*... pages) {
    ((token = pages != nullptr ? pages->mutable_next_page_token() : token),
     ...);
  };
  look(DynamicCastToGenerated<v1::ListCasesResponse>(&message),
       DynamicCastToGenerated<v1::ListMessagesResponse>(&message),
       DynamicCastToGenerated<v1::ListOverdueMessagesResponse>(&message),
       DynamicCastToGenerated<v1::ListConsentsResponse>(&message),
       DynamicCastToGenerated<v1::ListBreakGlassResponse>(&message),
       DynamicCastToGenerated<v1::ListReportsResponse>(&message));
  return token;
}

// Lengths of what is random: an id, and the end of an alias of the day.
constexpr size_t kIdSize = 26;
constexpr absl::string_view kAliasBegin = "C-";
constexpr size_t kAliasSize = 6;

bool IsWord(char c) { return absl::ascii_isalnum(c) || c == '_'; }

// The length of the random name that begins here; 0: none does.
size_t RandomNameAt(absl::string_view text) {
  if (absl::StartsWith(text, kAliasBegin)) {
    size_t end = kAliasBegin.size();
    while (end < text.size() && IsWord(text[end])) ++end;
    const bool small = absl::c_any_of(
        text.substr(0, end), [](char c) { return absl::ascii_islower(c); });
    return end == kAliasSize && !small ? end : 0;
  }
  size_t end = 0;
  while (end < text.size() && IsWord(text[end])) ++end;
  const bool is_id = absl::c_all_of(text.substr(0, end), [](char c) {
    return absl::ascii_isdigit(c) || absl::ascii_islower(c);
  });
  return end == kIdSize && is_id ? end : 0;
}

// Calls `on` for each random name, and for what is between them.
void Split(absl::string_view text,
           const std::function<void(absl::string_view, bool is_name)>& on) {
  size_t from = 0;
  for (size_t at = 0; at < text.size();) {
    const bool begins = at == 0 || !IsWord(text[at - 1]);
    const size_t size = begins ? RandomNameAt(text.substr(at)) : 0;
    if (size == 0) {
      ++at;
      continue;
    }
    on(text.substr(from, at - from), false);
    on(text.substr(at, size), true);
    at += size;
    from = at;
  }
  on(text.substr(from), false);
}

}  // namespace

std::string Observer::NumberOf(const std::string& random) {
  const auto [found, is_new] =
      numbers_.emplace(random, static_cast<int>(numbers_.size()));
  return absl::StrCat("#", found->second);
}

// Ids, and aliases of the day.
std::string Observer::Numbered(const std::string& text) {
  std::string numbered;
  Split(text, [&](absl::string_view part, bool is_name) {
    const std::string known(part);
    numbered += is_name && known_.count(known) == 0 ? NumberOf(known) : known;
  });
  return numbered;
}

bool Observer::SaysNothingNew(const Message& message) const {
  bool nothing_new = true;
  Split(Printed(message), [&](absl::string_view part, bool is_name) {
    if (is_name && known_.count(std::string(part)) == 0) nothing_new = false;
  });
  return nothing_new;
}

// A tag and a hash of a preview are functions of what is shown. Where that has
// names in it which are each world's own, they are numbered; else they are the
// same in both worlds.
void Observer::BlankHashes(const Message& request, Message& response) {
  auto* preview = DynamicCastToGenerated<v1::PreviewConsentResponse>(&response);
  if (preview != nullptr && !SaysNothingNew(request)) {
    preview->set_preview_hash(NumberOf(preview->preview_hash()));
  }
  const auto* field = response.GetDescriptor()->FindFieldByName("disclosure");
  if (field == nullptr) return;
  const std::unique_ptr<Message> shown(response.New());
  shown->CopyFrom(response);
  shown->GetReflection()->ClearField(shown.get(), field);
  const std::string* const token = TokenIn(*shown);
  if (SaysNothingNew(*shown) && (token == nullptr || token->empty())) return;
  auto* disclosure = DynamicCastToGenerated<v1::Disclosure>(
      response.GetReflection()->MutableMessage(&response, field));
  if (disclosure->etag().empty()) return;
  disclosure->set_etag(NumberOf(disclosure->etag()));
}

// Numbers evidence, and blanks what is sealed. Notes the places of the entries.
void Observer::Blank(Message& message, exchange::LogReader& log,
                     std::string& places) {
  if (auto* evidence = DynamicCastToGenerated<v1::Evidence>(&message)) {
    const auto leaf = log.Find(evidence->leaf_hash());
    absl::StrAppend(&places, " ", leaf.ok() ? absl::StrCat(leaf->index) : "?");
    *evidence->mutable_leaf_hash() = NumberOf(evidence->leaf_hash());
    *evidence->mutable_opening_secret() = NumberOf(evidence->opening_secret());
    return;
  }
  if (std::string* token = TokenIn(message)) {
    if (!token->empty()) *token = absl::StrCat(token->size(), " bytes");
  }
  const auto* of = message.GetReflection();
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  of->ListFields(message, &fields);
  for (const auto* field : fields) {
    if (field->message_type() == nullptr) continue;
    const int size = field->is_repeated() ? of->FieldSize(message, field) : 1;
    for (int i = 0; i < size; ++i) {
      Blank(field->is_repeated()
                ? *of->MutableRepeatedMessage(&message, field, i)
                : *of->MutableMessage(&message, field),
            log, places);
    }
  }
}

// Sections of one holder and kind, and items of a screen, stand in the order of
// random ids: those that the reader made stand where chance puts them.
void Observer::SortNew(Message& response) {
  const auto place = [this](const v1::Section& section) {
    const std::string& name = section.name();
    const bool is_new = known_.count(name.substr(name.find('/') + 1)) == 0;
    return std::make_pair(is_new,
                          is_new ? section.record().SerializeAsString() : "");
  };
  if (auto* got = DynamicCastToGenerated<v1::GetCaseResponse>(&response)) {
    auto& sections = *got->mutable_case_()->mutable_sections();
    for (auto from = sections.begin(); from != sections.end();) {
      auto to = from;
      while (to != sections.end() && to->holder() == from->holder() &&
             to->kind() == from->kind()) {
        ++to;
      }
      std::stable_sort(from, to, [&](const auto& a, const auto& b) {
        return place(a) < place(b);
      });
      from = to;
    }
  }
  auto* screen =
      DynamicCastToGenerated<v1::GetSharedSummaryResponse>(&response);
  if (screen == nullptr) return;
  auto& items = *screen->mutable_items();
  std::stable_sort(items.begin(), items.end(),
                   [&](const v1::SharedItem& a, const v1::SharedItem& b) {
                     return known_.count(a.alias()) > known_.count(b.alias());
                   });
}

std::string Observer::ReceiptText(const std::string& receipt) {
  const auto proof = audit::TlogProof::Parse(receipt);
  CHECK(proof.ok());
  std::string text =
      absl::StrCat("place ", proof->index, " hashes ", proof->hashes.size(),
                   " opened ", proof->extra.size(), "\n");
  const auto groups = audit::DecodeOpenings(proof->extra);
  CHECK(groups.ok());
  for (const audit::DisclosedGroup& group : *groups) {
    absl::StrAppend(&text, "group of ", group.value.size(), " bytes\n");
  }
  v1::ExchangeGroup exchange;
  CHECK(exchange.ParseFromString((*groups)[0].value));
  for (std::string* one :
       {exchange.mutable_record_id(), exchange.mutable_decision_id(),
        exchange.mutable_request_hash(), exchange.mutable_disclosed_hash()}) {
    if (!one->empty()) *one = NumberOf(*one);
  }
  exchange.clear_certificate_sha256();
  return text + Printed(exchange);
}

std::string Observer::TextOf(const Message& request, const Reply& reply,
                             exchange::LogReader& log) {
  const auto& method = *client::MethodOf(request.GetDescriptor());
  const auto response = client::NewResponse(method);
  std::string body, places;
  if (response->ParseFromString(reply.response)) {
    SortNew(*response);
    if (auto* got =
            DynamicCastToGenerated<v1::GetReceiptResponse>(response.get())) {
      if (!got->receipt().empty()) body = ReceiptText(got->receipt());
      got->clear_receipt();
    }
    if (auto* got =
            DynamicCastToGenerated<v1::GetCheckpointResponse>(response.get())) {
      // Origin and size; root and signature are hashes.
      const std::vector<std::string> lines =
          absl::StrSplit(got->checkpoint(), '\n');
      if (lines.size() > 1) body = absl::StrCat(lines[0], "\n", lines[1], "\n");
      got->clear_checkpoint();
    }
    if (auto* got = DynamicCastToGenerated<v1::GetConsistencyProofResponse>(
            response.get())) {
      body = absl::StrCat(got->hashes_size(), " hashes\n");
      got->clear_hashes();
    }
    BlankHashes(request, *response);
    Blank(*response, log, places);
    body += Printed(*response);
  } else {
    body = absl::BytesToHexString(reply.response);
  }
  v1::ErrorStatus details;
  v1::RefusalDetail refusal;
  std::string refused;
  if (details.ParseFromString(reply.details)) {
    for (google::protobuf::Any& one : *details.mutable_details()) {
      if (!refusal.ParseFromString(one.value())) continue;
      Blank(refusal, log, places);
      refused += Printed(refusal);
      one.set_value(absl::StrCat(one.value().size(), " bytes"));
    }
    refused += Printed(details);
  } else {
    refused = absl::BytesToHexString(reply.details);
  }
  return Numbered(absl::StrCat(
      "status: ", absl::StatusCodeToString(reply.status.code()), ": ",
      reply.status.message(), "\nresponse: ", reply.response.size(), " bytes\n",
      body, "details: ", reply.details.size(), " bytes\n", refused,
      "initial metadata:\n", MetadataText(reply.initial_metadata),
      "trailing metadata:\n", MetadataText(reply.trailing_metadata),
      "entries at:", places, "\n"));
}

std::string FirstDifference(const std::string& first,
                            const std::string& second) {
  const std::vector<absl::string_view> a = absl::StrSplit(first, '\n');
  const std::vector<absl::string_view> b = absl::StrSplit(second, '\n');
  for (size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
    const absl::string_view one = i < a.size() ? a[i] : "(nothing)";
    const absl::string_view other = i < b.size() ? b[i] : "(nothing)";
    if (one != other) return absl::StrCat("  - ", one, "\n  + ", other, "\n");
  }
  return "";
}

}  // namespace tasuki::two_worlds
