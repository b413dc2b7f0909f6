#include <utility>

#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "adapters/cli/commands.h"
#include "adapters/cli/options.h"
#include "tasuki/v1/case_service.pb.h"

namespace tasuki::cli {
namespace {

void AddOpen(CLI::App& noun, Session& session) {
  const auto [command, request] = AddVerb<v1::OpenCaseRequest>(
      noun, session, "open", "開く。開いた機関が主担当 / open and lead");
  v1::OpenCaseRequest& open = *request;
  command->add_option("--subject", *open.mutable_subject(), "subjects/...")
      ->required();
  command
      ->add_option("--alias", *open.mutable_alias(), "K-17 など / such as K-17")
      ->required();
  AddEnum<v1::CaseClass>(
      *command, "--class", "法上の区分 / legal class",
      [&open](v1::CaseClass value) { open.set_class_(value); })
      ->required();
  AddEnum<v1::Branch>(*command, "--branch", "支援の流れ / branches",
                      [&open](v1::Branch value) { open.add_branches(value); });
  command->add_flag_callback(
      "--centre-notice-given", [&open] { open.set_centre_notice_given(true); },
      "センター内で共有すると説明した / she was told of sharing in the centre");
  AddTexts(*command, "--bind",
           "このケースに結び付ける sections/... / sections to bind",
           *open.mutable_bind_sections());
}

void AddReads(CLI::App& noun, Session& session) {
  AddNamedVerb<v1::GetCaseRequest>(noun, session, "get", "見る / read",
                                   "cases/...");
  const auto list =
      AddVerb<v1::ListCasesRequest>(noun, session, "list", "一覧 / list");
  AddPaging(*list.command, *list.request);
}

void AddTeam(CLI::App& noun, Session& session) {
  const auto add = AddVerb<v1::AddTeamEntryRequest>(
      noun, session, "add-team", "支援チームに加える / add a party");
  v1::AddTeamEntryRequest& entry = *add.request;
  add.command->add_option("case", *entry.mutable_case_(), "cases/...")
      ->required();
  add.command->add_option("party", *entry.mutable_party(), "bodies/...")
      ->required();
  AddEnum<v1::Relation>(
      *add.command, "--relation", "CO_LEAD, MEMBER, OBSERVER",
      [&entry](v1::Relation value) { entry.set_relation(value); })
      ->required();
  AddTexts(*add.command, "--person", "担当者 / named persons",
           *entry.mutable_persons());
  const auto end = AddVerb<v1::EndTeamEntryRequest>(
      noun, session, "end-team", "支援チームから外す / take a party off");
  end.command->add_option("case", *end.request->mutable_case_(), "cases/...")
      ->required();
  end.command->add_option("party", *end.request->mutable_party(), "bodies/...")
      ->required();
  AddTexts(*end.command, "--person",
           "利害関係のため外す担当者 / persons to keep away instead",
           *end.request->mutable_persons());
}

// "PARTY" or "PARTY=PERSON,PERSON".
void AddMember(const std::string& text, v1::RegisterInCouncilRequest& request) {
  const std::pair<std::string, std::string> parts =
      absl::StrSplit(text, absl::MaxSplits('=', 1));
  v1::CouncilMember& member = *request.add_members();
  member.set_party(parts.first);
  for (const absl::string_view person :
       absl::StrSplit(parts.second, ',', absl::SkipEmpty())) {
    member.add_persons(std::string(person));
  }
}

void AddCouncil(CLI::App& noun, Session& session) {
  const auto [command, request] = AddVerb<v1::RegisterInCouncilRequest>(
      noun, session, "register-in-council",
      "要対協に登録する / register in the regional council");
  v1::RegisterInCouncilRequest& council = *request;
  command->add_option("case", *council.mutable_case_(), "cases/...")
      ->required();
  command->add_option_function<std::vector<std::string>>(
      "--member",
      [&council](const std::vector<std::string>& members) {
        for (const std::string& member : members) AddMember(member, council);
      },
      "加わる構成機関 / members on the case: bodies/...[=person,person]");
}

void AddContact(CLI::App& noun, Session& session) {
  const auto [command, request] = AddVerb<v1::CheckContactRequest>(
      noun, session, "check-contact",
      "この方法で連絡してよいか / may this channel be used now");
  v1::CheckContactRequest& contact = *request;
  command->add_option("--subject", *contact.mutable_subject(), "subjects/...")
      ->required();
  command->add_option("--case", *contact.mutable_case_(), "cases/...");
  AddEnum<v1::ContactChannel>(
      *command, "--channel", "方法 / channel",
      [&contact](v1::ContactChannel value) { contact.set_channel(value); })
      ->required();
  AddEnum<v1::PersonLabel>(
      *command, "--person",
      "本人でなく、この人に話す: MOTHER など / somebody close to her instead",
      [&contact](v1::PersonLabel value) { contact.set_person(value); });
  AddEnum<v1::FamilyTopic>(
      *command, "--topic", "その人に何を話すか / of what: APPOINTMENTS, ...",
      [&contact](v1::FamilyTopic value) { contact.set_topic(value); });
}

void AddInquiry(CLI::App& noun, Session& session) {
  const auto [command, request] = AddVerb<v1::RecordInquiryRequest>(
      noun, session, "record-inquiry",
      "問い合わせを記録する。答えはいつも同じ / the answer is always the same");
  v1::Inquiry& inquiry = *request->mutable_inquiry();
  inquiry.set_received_at(absl::ToUnixSeconds(absl::Now()));
  AddEnum<v1::ContactChannel>(
      *command, "--channel", "方法 / channel",
      [&inquiry](v1::ContactChannel value) { inquiry.set_channel(value); });
  AddEnum<v1::ClaimedRelation>(*command, "--claims",
                               "名乗った続柄 / what the caller says to be",
                               [&inquiry](v1::ClaimedRelation value) {
                                 inquiry.set_claimed_relation(value);
                               });
  command->add_option("--name", *inquiry.mutable_name_asked_about(),
                      "尋ねられた名前 / name asked about");
  command->add_option("--words", *inquiry.mutable_words()->mutable_text(),
                      "言われたこと / what was said");
}

}  // namespace

void AddCaseCommands(CLI::App& app, Session& session) {
  CLI::App& noun = AddNoun(app, "case", "ケース / cases");
  AddOpen(noun, session);
  AddReads(noun, session);
  AddTeam(noun, session);
  AddCouncil(noun, session);
  AddContact(noun, session);
  AddInquiry(noun, session);
  AddCaseLifeVerbs(noun, session);
}

}  // namespace tasuki::cli
