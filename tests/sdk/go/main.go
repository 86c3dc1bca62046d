// The scenario, with the Go client of openapi-generator.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"

	archive "ask/client"
)

var (
	ctx    = context.Background()
	client = newClient(os.Getenv("ARCHIVE_URL"))
	writer = context.WithValue(ctx, archive.ContextAccessToken, os.Getenv("TOKEN"))
)

func newClient(address string) *archive.APIClient {
	configuration := archive.NewConfiguration()
	configuration.Servers = archive.ServerConfigurations{{URL: address}}
	return archive.NewAPIClient(configuration)
}

func must[T any](answer T, _ any, err error) T {
	if err != nil {
		panic(err)
	}
	return answer
}

// problem returns the typed problem that a request failed with.
func problem[T any](err error) T {
	var failed *archive.GenericOpenAPIError
	if !errors.As(err, &failed) {
		panic(err)
	}
	return failed.Model().(T)
}

func filters() any {
	page := must(client.IncidentsAPI.IncidentsList(ctx).
		EventType("ASSAULT,COERCE").
		Context([]string{"military", "military,diplomatic"}).
		ParticipantRole([]string{"perpetrator"}).
		DateAfter("2024-07-01").
		DateBefore("2024-08-31").
		DateMatch(archive.DATEMATCH_POSSIBLE).
		UpdatedAfter(time.Date(2024, 1, 1, 0, 0, 0, 0, time.FixedZone("", 7200))).
		Count(archive.COUNT_EXACT).
		Execute())
	titles := []string{}
	for _, incident := range page.Results {
		titles = append(titles, incident.Title)
	}
	return map[string]any{"count": page.Count.Get(), "titles": titles}
}

func pages() any {
	sizes, uids := []int{}, []string{}
	request := client.IncidentsAPI.IncidentsList(ctx).Limit(2)
	for {
		page := must(request.Execute())
		sizes = append(sizes, len(page.Results))
		for _, incident := range page.Results {
			uids = append(uids, incident.Uid)
		}
		cursor := page.NextCursor.Get()
		if cursor == nil {
			return map[string]any{"sizes": sizes, "uids": uids}
		}
		request = request.Cursor(*cursor)
	}
}

func expand() any {
	incident := must(client.IncidentsAPI.IncidentsRetrieve(ctx, os.Getenv("INCIDENT")).
		Expand("actors,places").Execute())
	actor, place := incident.Participants[1].Actor, incident.Places[0].Place.Get()
	return map[string]any{
		"actor": []any{actor.Name, actor.Kind, actor.Sector.Get(), actor.Country.Get()},
		"place": []any{place.Name, place.Kind, place.Country.Get(), place.Lat.Get(), place.Lon.Get()},
	}
}

func nulls() any {
	incident := must(client.IncidentsAPI.IncidentsRetrieve(ctx, os.Getenv("EMPTY_INCIDENT")).Execute())
	article := must(client.ArticlesAPI.ArticlesRetrieve(ctx, os.Getenv("EMPTY_ARTICLE")).Execute())
	place := must(client.PlacesAPI.PlacesRetrieve(ctx, os.Getenv("EMPTY_PLACE")).Execute())
	date, published := incident.Date, article.Published
	return map[string]any{
		"incident": []any{
			incident.Summary.Get(), incident.EventMode.Get(), incident.CameoCode.Get(),
			incident.AcledEventType.Get(), incident.AcledSubEventType.Get(),
			incident.UcdpViolenceType.Get(), date.Text.Get(), date.Earliest.Get(),
			date.Latest.Get(), date.Basis.Get(), date.Note.Get(), date.Edtf.Get(),
		},
		"article": []any{
			article.Source.Get(), article.OriginalUrl.Get(), article.Byline.Get(),
			article.Language.Get(), article.Text.Get(), article.Revision.Get(),
			published.Raw.Get(), published.Day.Get(), published.At.Get(),
		},
		"place": []any{
			place.Country.Get(), place.Parent.Get(), place.Lat.Get(), place.Lon.Get(),
			place.CoordinateBasis.Get(),
		},
	}
}

func export() any {
	file := must(client.IncidentsAPI.IncidentsExport(ctx).
		Format(archive.INCIDENTFORMAT_NDJSON).Execute())
	defer os.Remove(file.Name())
	defer file.Close()
	titles, complete := []string{}, false
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var record struct {
			Title    *string
			Complete bool `json:"_complete"`
		}
		if err := json.Unmarshal(lines.Bytes(), &record); err != nil {
			panic(err)
		}
		if record.Title != nil {
			titles = append(titles, *record.Title)
		}
		complete = record.Complete
	}
	return map[string]any{"titles": titles, "complete": complete}
}

func problem400() any {
	_, _, err := client.IncidentsAPI.IncidentsList(ctx).Q(`"Al-Asad`).Execute()
	problem := problem[archive.ValidationProblem](err)
	fault := problem.Errors[0]
	return []any{problem.Status, problem.Title, fault.Parameter, fault.Code, fault.Position}
}

func problem404() any {
	_, _, err := client.IncidentsAPI.IncidentsRetrieve(ctx, os.Getenv("NO_INCIDENT")).Execute()
	problem := problem[archive.Problem](err)
	return []any{problem.Status, problem.Title}
}

func problem429() any {
	limited := newClient(os.Getenv("LIMITED_URL"))
	_, _, err := limited.IncidentsAPI.IncidentsList(ctx).Count(archive.COUNT_EXACT).Execute()
	problem := problem[archive.Problem](err)
	return []any{problem.Status, problem.Title}
}

func changesSince(seq int64) []archive.Change {
	found := []archive.Change{}
	for {
		page := must(client.ChangesAPI.ChangesList(writer).Since(seq).Limit(50).Execute())
		found = append(found, page.Results...)
		cursor := page.NextCursor.Get()
		if cursor == nil {
			return found
		}
		next, err := strconv.ParseInt(*cursor, 10, 64)
		if err != nil {
			panic(err)
		}
		seq = next
	}
}

func write() any {
	all := changesSince(0)
	before := all[len(all)-1].Seq
	body := archive.NewIncidentWrite("A march through the old town", "PROTEST")
	body.SetSummary("First reports.")
	creation := client.IncidentsAPI.IncidentsCreate(writer).
		IdempotencyKey(os.Getenv("KEY")).IncidentWrite(*body)
	created := must(creation.Execute())
	again := must(creation.Execute())
	patch := archive.NewIncidentPatch()
	patch.SetTitle("Two marches through the old town")
	change := client.IncidentsAPI.IncidentsChange(writer, created.Uid).
		IfMatch(created.Etag).IncidentPatch(*patch)
	changed := must(change.Execute())
	_, _, err := change.Execute()
	stale := problem[archive.Problem](err)
	changes := []any{}
	for _, each := range changesSince(before) {
		changes = append(changes, []any{each.Op, each.Type})
	}
	return map[string]any{
		"created":      []any{created.Title, created.ReviewStatus},
		"created_once": again.Uid == created.Uid,
		"changed":      []any{changed.Title, changed.Summary.Get()},
		"etag_is_new":  changed.Etag != created.Etag,
		"problem_412":  []any{stale.Status, stale.Title},
		"changes":      changes,
	}
}

func take(story string) *archive.FileReport {
	file, err := os.Open(story)
	if err != nil {
		panic(err)
	}
	defer file.Close()
	return must(client.DocumentsAPI.DocumentsCreate(writer).
		Format(archive.DOCUMENTFORMAT_TEXT).Body(file).Execute())
}

func document() any {
	key := os.Getenv("KEY")
	story := filepath.Join(os.TempDir(), key+".txt")
	text := "A march through the old town\n\nIt was the " + key + "th march.\n"
	if err := os.WriteFile(story, []byte(text), 0o600); err != nil {
		panic(err)
	}
	defer os.Remove(story)
	taken, again := take(story), take(story)
	outcomes := []string{}
	for _, each := range append(taken.Outcomes, again.Outcomes...) {
		outcomes = append(outcomes, each.Outcome)
	}
	return map[string]any{
		"format":   taken.Format,
		"created":  []any{taken.Totals.Created, again.Totals.Created},
		"outcomes": outcomes,
	}
}

func main() {
	found, err := json.Marshal(map[string]any{
		"filters":     filters(),
		"pages":       pages(),
		"expand":      expand(),
		"nulls":       nulls(),
		"export":      export(),
		"problem_400": problem400(),
		"problem_404": problem404(),
		"problem_429": problem429(),
		"write":       write(),
		"document":    document(),
	})
	if err != nil {
		panic(err)
	}
	fmt.Println(string(found))
}
