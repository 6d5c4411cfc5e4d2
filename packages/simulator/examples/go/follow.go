// Follows an order by Proof's WebSocket: `go run follow.go ID`. Needs github.com/gorilla/websocket:
// `go mod init follow && go get github.com/gorilla/websocket`.
package main

import (
	"fmt"
	"log"
	"net/http"
	"net/url"
	"os"
	"strings"

	"github.com/gorilla/websocket"
)

func setting(name, fallback string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return fallback
}

func main() {
	api := setting("PROOF_API_URL", "http://localhost:4000")
	address := strings.Replace(api, "http", "ws", 1) + "/ws?tx_id=" + url.QueryEscape(os.Args[1])
	token := setting("PROOF_CLIENT_TOKEN", "sim_client_token")
	header := http.Header{"Authorization": {"Bearer " + token}}
	socket, _, err := websocket.DefaultDialer.Dial(address, header)
	if err != nil {
		log.Fatal(err)
	}
	defer socket.Close()
	fmt.Println("Connected")
	for {
		var message struct {
			Status string `json:"status"`
		}
		if err := socket.ReadJSON(&message); err != nil {
			log.Fatal(err)
		}
		// A hint: now read the transaction, as after a webhook.
		fmt.Println(message.Status)
		switch message.Status {
		case "completed", "failed", "cancelled":
			return
		}
	}
}
