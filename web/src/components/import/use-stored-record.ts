import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';

/** Stores a record by `store`, which gives the id of its patient, and opens it. */
export function useStoredRecord<Source>(store: (source: Source) => Promise<string>) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: store,
    onSuccess: async (id) => {
      await queries.invalidateQueries({ queryKey: ['patients'] });
      await navigate({ to: '/patients/$id', params: { id } });
    },
  });
}
