#include <algorithm>
#include <iostream>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "adapters/client/method.h"
#include "gateway/model/vocabulary.h"
#include "tests/scenario/actor.h"
#include "tests/scenario/narrator.h"

namespace tasuki::scenario {
namespace {

constexpr v1::Category kColumns[] = {
    v1::CATEGORY_C01, v1::CATEGORY_C03, v1::CATEGORY_C05,
    v1::CATEGORY_C06, v1::CATEGORY_C07, v1::CATEGORY_C16,
    v1::CATEGORY_C19, v1::CATEGORY_C24, v1::CATEGORY_C25};

// What the columns are about, two lines.
constexpr char kHeadings[] =
    "                  C01  C03  C05  C06  C07  C16  C19  C24  C25\n"
    "                 存在 呼名 連絡 相談 妊娠 生活 意向 管理 経過\n"
    "                case name safe  SOS preg life wish mgmt log\n";

// What the service itself holds; nobody gives it to the service.
constexpr v1::Category kOfTheService[] = {
    v1::CATEGORY_C03, v1::CATEGORY_C05, v1::CATEGORY_C06, v1::CATEGORY_C07,
    v1::CATEGORY_C16, v1::CATEGORY_C19, v1::CATEGORY_C25};

constexpr int kNameWidth = 16;

// Columns that a text takes on a terminal: the scripts used here are two wide.
int Width(absl::string_view text) {
  int width = 0;
  for (const char byte : text) {
    const auto value = static_cast<unsigned char>(byte);
    if (value < 0x80) ++width;
    if (value >= 0xE0) width += 2;
  }
  return width;
}

absl::string_view SignFor(const std::map<v1::Category, v1::Level>& levels,
                          v1::Category category) {
  const auto found = levels.find(category);
  if (found == levels.end()) return "・";
  if (found->second == v1::LEVEL_FULL) return "● ";
  return found->second == v1::LEVEL_REDUCED ? "◐ " : "○ ";
}

std::string RowOf(const Actor& actor, const Sight& sight) {
  std::string row =
      absl::StrCat("  ", actor.ja,
                   std::string(std::max(1, kNameWidth - Width(actor.ja)), ' '));
  const std::map<v1::Category, v1::Level> levels = sight.Levels();
  for (const v1::Category category : kColumns) {
    const bool own = actor.name == "npo" &&
                     std::count(std::begin(kOfTheService),
                                std::end(kOfTheService), category) != 0;
    absl::StrAppend(&row, " ", own ? "■ " : SignFor(levels, category), "  ");
  }
  return absl::StrCat(row, sight.shut_out ? " × 拒否 / refused" : "", "\n");
}

}  // namespace

void Narrator::Title(absl::string_view ja, absl::string_view en) const {
  if (!tells_) return;
  std::cout << "\n襷 " << ja << "\n   " << en << "\n";
}

void Narrator::Step(absl::string_view number, absl::string_view ja,
                    absl::string_view en) const {
  if (!tells_) return;
  std::cout << "\n── " << number << "  " << ja << "\n   " << en << "\n";
}

void Narrator::Say(absl::string_view ja, absl::string_view en) const {
  if (!tells_) return;
  std::cout << "   " << ja << "\n     " << en << "\n";
}

void Narrator::Refused(absl::string_view who, absl::string_view outward,
                       absl::string_view truly) const {
  if (!tells_) return;
  std::cout << "   × " << who << ": " << outward << "\n"
            << "     〔情報管理責任者だけが見る理由 / officers only〕 " << truly
            << "\n";
}

void Narrator::Table(const std::map<std::string, Sight>& sights) {
  std::string table;
  for (const Actor& actor : Cast()) {
    const auto sight = sights.find(actor.name);
    const bool shown = actor.name != "officer" && actor.name != "mh-clerk";
    if (shown && sight != sights.end()) {
      table += RowOf(actor, sight->second);
    }
  }
  if (!tells_ || table == last_table_) return;
  std::cout << "\n"
            << kHeadings << table
            << "  ■ 自分の記録 own  ● 全部 full  ◐ 要約 reduced  ○ 存在のみ "
               "exists  ・ 共有されていないか、存在しません not shared or not "
               "present\n";
  last_table_ = std::move(table);
}

void Narrator::Plain(absl::string_view text) const {
  if (tells_) std::cout << text << std::flush;
}

}  // namespace tasuki::scenario
