#include "gateway/intake/spool_text.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/time/time.h"
#include "gateway/model/vocabulary.h"
#include "tasuki/v1/report.pb.h"

namespace tasuki::intake {
namespace {

std::string TimeInJapan(int64_t seconds) {
  return absl::FormatTime("%Y-%m-%d %H:%M", absl::FromUnixSeconds(seconds),
                          absl::FixedTimeZone(9 * 60 * 60));
}

// What somebody else wrote must not steer the terminal that shows it.
std::string Plain(absl::string_view text) {
  std::string plain(text);
  for (char& c : plain) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && c != '\n') || byte == 0x7F) c = ' ';
  }
  return absl::StrReplaceAll(plain, {{"\n", "\n    "}});
}

void Line(absl::string_view heading, absl::string_view text,
          std::string& page) {
  if (text.empty()) return;
  absl::StrAppend(&page, "  ", heading, ": ", Plain(text), "\n");
}

std::string TextOf(const v1::ReportedPerson& person) {
  std::string text = ShortName(person.person());
  for (const std::string* part :
       {&person.name(), &person.name_kana(), &person.birth_date_or_age(),
        &person.institution(), &person.residence()}) {
    if (!part->empty()) absl::StrAppend(&text, ", ", *part);
  }
  return text;
}

std::string TextOf(const v1::TakenReport& report) {
  const v1::ReportContent& content = report.content();
  const v1::ReporterContact& reporter = content.reporter();
  std::string page = absl::StrCat(TimeInJapan(report.taken_in_at()), "  ",
                                  report.name(), "\n");
  Line("種別 kind", ShortName(content.kind()), page);
  Line("緊急度 urgency", ShortName(content.urgency()), page);
  Line("宛先 to", content.recipient(), page);
  Line("送信元 from", report.sender(), page);
  Line("内容 narrative", content.narrative(), page);
  for (const v1::ReportedPerson& person : content.persons()) {
    Line("人 person", TextOf(person), page);
  }
  Line("いまの居場所 whereabouts", content.whereabouts_now(), page);
  Line("連絡先 call back",
       absl::StrCat(reporter.name(), " ", reporter.phone(), " ",
                    reporter.when()),
       page);
  Line("ケース case", content.case_(), page);
  Line("対象者 subject", content.subject(), page);
  return page;
}

}  // namespace

std::string WaitingReports(Spool& spool) {
  std::string page;
  uint64_t after = 0;
  while (true) {
    const absl::StatusOr<std::optional<Spool::Entry>> entry = spool.Next(after);
    if (!entry.ok()) continue;  // counted below, and not given again
    if (!entry->has_value()) break;
    after = (*entry)->sequence;
    v1::TakenReport report;
    if (report.ParseFromString((*entry)->content)) {
      absl::StrAppend(&page, TextOf(report), "\n");
    }
  }
  const Spool::Counts counts = spool.counts();
  absl::StrAppend(&page, "待っている通告 ", counts.waiting,
                  " 件、読めないもの ", counts.damaged, " 件 / ",
                  counts.waiting, " reports waiting, ", counts.damaged,
                  " unreadable\n");
  return page;
}

}  // namespace tasuki::intake
