// A small backend, with the standard library of Go. `go run backend.go` listens on PORT: POST /orders
// places an order, and Proof's webhooks come to /webhooks/proof. A webhook is a hint: what counts is
// what Proof says when it is asked.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/url"
	"os"
	"time"
)

var client = http.Client{Timeout: 10 * time.Second}

func setting(name, fallback string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return fallback
}

func ask(method, path string, body io.Reader) ([]byte, error) {
	request, err := http.NewRequest(method, setting("PROOF_API_URL", "http://localhost:4000")+path, body)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", "Bearer "+setting("PROOF_CLIENT_TOKEN", "sim_client_token"))
	request.Header.Set("Content-Type", "application/json")
	response, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("Proof returned %s", response.Status)
	}
	return io.ReadAll(response.Body)
}

type transaction struct {
	ID     string `json:"merchant_transaction_id"`
	Status string `json:"status"`
}

func check(id string) {
	body, err := ask("GET", "/widget/transactions/"+url.PathEscape(id), nil)
	if err != nil {
		log.Print(err)
		return
	}
	var read transaction
	if err := json.Unmarshal(body, &read); err != nil {
		log.Print(err)
		return
	}
	fmt.Println(id, "is", read.Status)
}

func main() {
	http.HandleFunc("/orders", func(response http.ResponseWriter, request *http.Request) {
		session, err := ask("POST", "/widget/session", request.Body)
		if err != nil {
			http.Error(response, err.Error(), http.StatusBadGateway)
			return
		}
		response.Write(session)
	})
	http.HandleFunc("/webhooks/proof", func(response http.ResponseWriter, request *http.Request) {
		var hint transaction
		if err := json.NewDecoder(request.Body).Decode(&hint); err != nil {
			http.Error(response, "not JSON", http.StatusBadRequest)
			return
		}
		// Proof waits for the response, so it is asked afterwards.
		response.WriteHeader(http.StatusNoContent)
		go check(hint.ID)
	})
	port := setting("PORT", "8000")
	fmt.Println("Listening on", port)
	log.Fatal(http.ListenAndServe("127.0.0.1:"+port, nil))
}
