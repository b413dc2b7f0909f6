#include "gateway/app/notice_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"

namespace tasuki::app {
namespace {

const char* NameOf(exchange::NoticeReason why) {
  switch (why) {
    case exchange::NoticeReason::kUrgent:
      return "URGENT";
    case exchange::NoticeReason::kDueSoon:
      return "DUE_SOON";
    case exchange::NoticeReason::kLate:
      return "LATE";
  }
  return "";
}

// Names of parties, persons and messages have no character that JSON escapes.
std::string LineOf(const exchange::Notice& notice) {
  return absl::StrCat(
      R"({"party":")", notice.party, R"(","person":")", notice.person,
      R"(","message":")", notice.message, R"(","why":")", NameOf(notice.why),
      R"(","time":")",
      absl::FormatTime("%Y-%m-%d%ET%H:%M:%SZ", notice.at, absl::UTCTimeZone()),
      "\"}\n");
}

}  // namespace

NoticeFile::NoticeFile(std::string path,
                       std::function<void(absl::string_view)> alarm)
    : path_(std::move(path)),
      alarm_(std::move(alarm)),
      worker_([this] { Work(); }) {}

NoticeFile::~NoticeFile() {
  {
    absl::MutexLock lock(&mutex_);
    stopped_ = true;
  }
  worker_.join();
}

void NoticeFile::Tell(const exchange::Notice& notice) {
  std::string line = LineOf(notice);
  const bool urgent = notice.why == exchange::NoticeReason::kUrgent;
  absl::MutexLock lock(&mutex_);
  if (waiting_.size() >= (urgent ? kMostWaiting : kMostWaiting / 2)) {
    missed_ = true;
  } else {
    waiting_.push_back(std::move(line));
  }
}

void NoticeFile::Work() {
  for (;;) {
    std::deque<std::string> lines;
    bool missed = false, last = false;
    {
      absl::MutexLock lock(&mutex_);
      mutex_.Await(absl::Condition(this, &NoticeFile::HasWork));
      lines.swap(waiting_);
      std::swap(missed, missed_);
      last = stopped_;
    }
    if (missed) alarm_("urgent_notice_file: too slow; notices were left out");
    for (const std::string& line : lines) Append(line);
    if (last) return;
  }
}

void NoticeFile::Append(const std::string& line) {
  const int file =
      open(path_.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640);
  const bool written = file >= 0 && write(file, line.data(), line.size()) ==
                                        static_cast<ssize_t>(line.size());
  const bool closed = file >= 0 && close(file) == 0;
  if (!written || !closed) alarm_("urgent_notice_file: cannot be written");
}

}  // namespace tasuki::app
