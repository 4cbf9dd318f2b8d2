using Cabildo.Testing;
using Cabildo.Trust.Keys;

namespace Cabildo.Trust.Tests.Keys;

public sealed class PrivateFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_those_who_create_a_file_at_once_one_alone_does_and_its_text_stays()
    {
        const int writers = 8;
        for (var round = 0; round < 300; round++)
        {
            var path = Path.Combine(_folder.Path, $"secret-{round}");
            var created = new bool[writers];
            using var together = new Barrier(writers);
            var threads = Enumerable.Range(0, writers).Select(writer => new Thread(() =>
            {
                together.SignalAndWait();
                created[writer] = PrivateFile.TryCreate(path, $"of {writer}");
            })).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());

            var first = Assert.Single(Enumerable.Range(0, writers), writer => created[writer]);
            Assert.Equal($"of {first}", File.ReadAllText(path));
        }

        Assert.Equal(300, Directory.GetFiles(_folder.Path).Length);
    }

    [Fact]
    public void A_file_that_is_there_stays_as_it_is_and_no_draft_is_left()
    {
        var path = Path.Combine(_folder.Path, "secret");
        Assert.True(PrivateFile.TryCreate(path, "first"));

        Assert.False(PrivateFile.TryCreate(path, "second"));

        Assert.Equal("first", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_an_error_and_not_a_file_of_others() =>
        Assert.Throws<DirectoryNotFoundException>(() => PrivateFile.TryCreate(Path.Combine(_folder.Path, "none", "secret"), "text"));
}
