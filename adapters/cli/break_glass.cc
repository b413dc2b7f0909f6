#include "adapters/cli/commands.h"
#include "adapters/cli/options.h"
#include "tasuki/v1/break_glass_service.pb.h"

namespace tasuki::cli {
namespace {

void AddOpen(CLI::App& noun, Session& session) {
  const auto [command, request] = AddVerb<v1::OpenBreakGlassRequest>(
      noun, session, "open",
      "命の危険のとき開く。--need に理由 / open for danger to life; say why "
      "with --need");
  v1::OpenBreakGlassRequest& open = *request;
  command->add_option("case", *open.mutable_case_(), "cases/...")->required();
  AddEnum<v1::Category>(
      *command, "--category", "救命に要る情報の区分 / what is needed: C07, ...",
      [&open](v1::Category value) { open.add_categories(value); })
      ->required();
  command
      ->add_option("--second-person", *open.mutable_second_person(),
                   "すぐに知らせる同じ機関の別の職員 / a colleague of the same "
                   "body, who is told at once")
      ->required();
  command->add_option_function<int>(
      "--hours", [&open](int hours) { open.set_hours(hours); },
      "1-24。省くと 24 / 24 if left out");
  command->add_flag_callback(
      "--to-the-place", [&open] { open.set_to_the_place(true); },
      "自ら救助に向かう / goes to the place itself");
}

void AddReview(CLI::App& noun, Session& session) {
  const auto [command, request] = AddNamedVerb<v1::ReviewBreakGlassRequest>(
      noun, session, "review",
      "点検する。開いた本人以外が / review; not by who opened it",
      "openings/...");
  v1::ReviewBreakGlassRequest& review = *request;
  AddEnum<v1::BreakGlassVerdict>(
      *command, "--verdict", "JUSTIFIED, TOO_WIDE, NOT_JUSTIFIED",
      [&review](v1::BreakGlassVerdict value) { review.set_verdict(value); })
      ->required();
  command->add_option("--note", *review.mutable_note(),
                      "点検の所見 / in words, at most 1,000 bytes");
}

}  // namespace

void AddBreakGlassCommands(CLI::App& app, Session& session) {
  CLI::App& noun =
      AddNoun(app, "break-glass", "命の危険による開示 / danger to life");
  AddOpen(noun, session);
  constexpr char kForm[] = "openings/...";
  AddNamedVerb<v1::EndBreakGlassRequest>(
      noun, session, "end", "期限の前に閉じる / end it before its time", kForm);
  AddReview(noun, session);
  AddNamedVerb<v1::GetBreakGlassRequest>(
      noun, session, "get",
      "何が開かれ、読まれたか / what was opened, and what was read", kForm);
  const auto list = AddVerb<v1::ListBreakGlassRequest>(
      noun, session, "list",
      "点検を待つものから / those first that wait for a review");
  AddPaging(*list.command, *list.request);
}

}  // namespace tasuki::cli
