#ifndef TESTS_GATEWAY_SERVER_SCRAPE_H_
#define TESTS_GATEWAY_SERVER_SCRAPE_H_

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>

#include "gateway/base/check.h"

namespace tasuki::server {

// What http://127.0.0.1:PORT/metrics answers, with its headers.
inline std::string Scrape(int port) {
  const int file = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  CHECK(file >= 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  CHECK(connect(file, reinterpret_cast<sockaddr*>(&address), sizeof address) ==
        0);
  const std::string request =
      "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  CHECK(send(file, request.data(), request.size(), MSG_NOSIGNAL) ==
        static_cast<ssize_t>(request.size()));
  std::string answer;
  char chunk[4096];
  for (ssize_t size; (size = recv(file, chunk, sizeof chunk, 0)) > 0;) {
    answer.append(chunk, static_cast<size_t>(size));
  }
  close(file);
  return answer;
}

}  // namespace tasuki::server

#endif  // TESTS_GATEWAY_SERVER_SCRAPE_H_
