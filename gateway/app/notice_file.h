#ifndef GATEWAY_APP_NOTICE_FILE_H_
#define GATEWAY_APP_NOTICE_FILE_H_

#include <deque>
#include <functional>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "gateway/exchange/notice.h"

namespace tasuki::app {

// Appends one line of JSON for each notice to a file, for a pager to read:
// party, person, message, why and time. The file is opened for each line, so
// that it can be moved away. A file that cannot be written, or that is too
// slow, is an alarm, and nothing else. Thread-safe.
class NoticeFile : public exchange::Notices {
 public:
  // Lines. A restart reminds of all that is late at once; the second half is
  // left to what is urgent, which comes one by one.
  static constexpr size_t kMostWaiting = 20000;

  // `alarm` is called on a thread of its own, with a text of our own code.
  NoticeFile(std::string path, std::function<void(absl::string_view)> alarm);
  // Writes what is still waiting.
  ~NoticeFile() override;
  NoticeFile(const NoticeFile&) = delete;
  NoticeFile& operator=(const NoticeFile&) = delete;

  // Does not wait for the file.
  void Tell(const exchange::Notice& notice) override
      ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  bool HasWork() const ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
    return stopped_ || missed_ || !waiting_.empty();
  }
  void Work() ABSL_LOCKS_EXCLUDED(mutex_);
  void Append(const std::string& line);

  const std::string path_;
  const std::function<void(absl::string_view)> alarm_;
  absl::Mutex mutex_;
  std::deque<std::string> waiting_ ABSL_GUARDED_BY(mutex_);
  bool missed_ ABSL_GUARDED_BY(mutex_) = false;
  bool stopped_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread worker_;
};

}  // namespace tasuki::app

#endif  // GATEWAY_APP_NOTICE_FILE_H_
